import { connect } from 'node:net'

/**
 * Posts over one keep-alive connection, one request after another, until there is none left. Raw bytes
 * on a socket: the load shares the processors with what it measures.
 *
 * @param answered is told the status of each answer.
 * @throws when the connection breaks, or an answer is not HTTP/1.1.
 */
export function postAll(
  port: number,
  next: () => Buffer | undefined,
  answered: (status: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let received = ''
    const post = () => {
      const request = next()
      if (request) socket.write(request)
      else socket.end()
    }
    socket.once('connect', post)
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
      const answer = readAnswer(received)
      if (!answer) return
      received = received.slice(answer.length)
      answered(answer.status)
      post()
    })
    socket.once('error', reject)
    socket.once('close', () => resolve())
  })
}

const END_OF_HEAD = '\r\n\r\n'
const LAST_CHUNK = '0\r\n\r\n'

/** The first answer in what was received; nothing while it is incomplete. */
function readAnswer(received: string): { readonly status: number; readonly length: number } | undefined {
  const headEnd = received.indexOf(END_OF_HEAD)
  if (headEnd === -1) return undefined
  const head = received.slice(0, headEnd)
  const bodyStart = headEnd + END_OF_HEAD.length
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1])
  if (!status) throw new Error(`This is no HTTP/1.1: ${head.slice(0, 80)}`)
  const announced = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (announced !== undefined) {
    const length = bodyStart + Number(announced)
    return received.length >= length ? { status, length } : undefined
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, length: bodyStart }
  // The bodies are pages of ours, in which no line is a lonely nought.
  const last = received.startsWith(LAST_CHUNK, bodyStart)
    ? bodyStart
    : received.indexOf(`\r\n${LAST_CHUNK}`, bodyStart)
  if (last === -1) return undefined
  return { status, length: received.indexOf(LAST_CHUNK, last) + LAST_CHUNK.length }
}
