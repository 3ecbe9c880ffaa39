import { createServer } from 'node:net'

/**
 * A TCP port that nobody on this machine listens on at the moment: the one asked for, or any.
 *
 * @throws when the one asked for is taken, or is none.
 */
export async function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
