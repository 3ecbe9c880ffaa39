// Runs before anything is installed: Node's own modules only.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { oneAtATime } from './one-at-a-time.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const OLDEST_NODE = [20, 19]

/**
 * Installs the dependencies when they are missing or others than package-lock.json wants, whoever installed them. Of
 * programs that find that together one installs, and the others wait for it.
 *
 * @param options.dev whether those for development are needed. Otherwise they may have been left out.
 */
export async function ensureInstalled({ dev = false } = {}) {
  refuseOldNode()
  if (isInstalled(dev)) return
  await oneAtATime(root, {
    waiting: () => console.error('Another program is installing dependencies: waiting for it …'),
    work: async () => {
      if (!isInstalled(dev)) await install(dev)
    },
  })
}

async function install(dev) {
  console.error('Installing dependencies (npm ci) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(dev ? ['--include=dev'] : [])]
  const run = spawn(npm, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  const code = await new Promise((resolve) => run.on('error', resolve).on('exit', resolve))
  if (code === 0) return
  console.error('npm ci failed (see above). Check the connection to the package registry and run it again.')
  process.exit(1)
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST_NODE
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  console.error(
    `Weekly Verdicts needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`,
  )
  process.exit(1)
}

/** By the list that npm itself leaves once it has installed everything: what is in it, and for which machines. */
function isInstalled(dev) {
  const list = join(root, 'node_modules', '.package-lock.json')
  const installed = packagesOf(list)
  const wanted = packagesOf(join(root, 'package-lock.json'))
  if (!installed || !wanted) return false
  const isNeeded = (one) => !one.optional && (dev || !(one.dev || one.devOptional))
  return (
    Object.entries(wanted).every(([path, one]) => path === '' || path in installed || !isNeeded(one)) &&
    Object.entries(installed).every(([path, one]) => isSame(one, wanted[path]) && isForThisMachine(one))
  )
}

/** Nothing, while npm is writing the file. */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

function isSame(one, other) {
  return one.version === other?.version && one.integrity === other?.integrity
}

function isForThisMachine({ os, cpu }) {
  return allows(os, process.platform) && allows(cpu, process.arch)
}

/** A list names what is allowed, or with `!` what is not. */
function allows(list = [], here) {
  if (list.includes(`!${here}`)) return false
  return list.every((one) => one.startsWith('!')) || list.includes(here)
}
