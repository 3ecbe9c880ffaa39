// Runs before anything is installed: Node's own modules only.
import { createHash } from 'node:crypto'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Others may listen where we would: then it is the next port. */
const MOST_TRIES = 40
const GREETING_MS = 3_000
const BETWEEN_MS = 50

/**
 * Does some work on a folder while no other process of this machine does. The lock is a port on the loopback
 * interface, which is free the moment its process ends, however it ends: nothing stays behind that could be stale.
 * Who listens there says for which folder, so that nobody waits for a stranger.
 *
 * @param folder what the work is done to; each has a port of its own.
 */
export async function oneAtATime(folder, { waiting, work }) {
  const name = createHash('sha256').update(folder).digest('hex')
  const first = 20_000 + (Number.parseInt(name.slice(0, 8), 16) % 10_000)
  let hasSaid = false
  const say = () => {
    if (!hasSaid) waiting()
    hasSaid = true
  }
  let port = first
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const lock = await listen(port, name)
    if (lock) return work().finally(() => release(lock))
    const met = await untilReleased(port, name, say)
    // Whoever had it may have failed, and another of those who waited may have it now.
    if (met === 'one of ours') tries = 0
    if (met === 'a stranger') port++
    else port = first
    if (met === 'nobody') await sleep(BETWEEN_MS)
  }
  // Nobody can listen here, so nobody else does.
  return work()
}

/** @returns the lock, or nothing where it is taken. */
function listen(port, name) {
  return new Promise((resolve) => {
    const peers = new Set()
    const server = createServer((peer) => {
      peers.add(peer.on('close', () => peers.delete(peer)).on('error', () => undefined))
      peer.write(`${name}\n`)
    })
    server.on('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve({ server, peers }))
  })
}

function release({ server, peers }) {
  server.close()
  for (const peer of peers) peer.destroy()
}

/** Waits as long as a process of ours listens. @returns whom it met there. */
function untilReleased(port, name, onWait) {
  return new Promise((resolve) => {
    let met = 'nobody'
    let heard = ''
    const peer = connect(port, '127.0.0.1', () => {
      met = 'a stranger'
    })
    const timer = setTimeout(() => peer.destroy(), GREETING_MS)
    peer.setEncoding('utf8')
    peer.on('data', (text) => {
      heard = (heard + text).slice(0, 100)
      if (heard !== `${name}\n`) return
      met = 'one of ours'
      clearTimeout(timer)
      onWait()
    })
    peer.on('error', () => undefined)
    peer.on('close', () => {
      clearTimeout(timer)
      resolve(met)
    })
  })
}
