import { loadConfig, loadEnvFile, startedByNpm } from './config.ts'
import { explainToOperator } from './explain.ts'
import { ROLES, type Role, start } from './start.ts'
import { welcome } from './welcome.ts'

/** Signals that arrive together (from the terminal and from npm) are one wish to stop; a later one insists. */
const SAME_WISH_MS = 2_000

try {
  loadEnvFile('.')
  const config = loadConfig(process.env)
  const role = readRole(process.argv[2])
  const running = await start(config, role)
  process.stdout.write(welcome(config, { role, ...running }))
  const stop = onSignal(async () => {
    process.stdout.write('\nStopping: letting what is under way finish …\n')
    await running.close()
    process.stdout.write('Stopped.\n')
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  if (startedByNpm(process.env)) whenParentIsGone(stop)
} catch (error) {
  process.stderr.write(`${explainToOperator(error)}\n`)
  process.exit(1)
}

/** Nobody is left to press Ctrl-C when npm itself is killed: without it we stop too. */
function whenParentIsGone(stop: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    stop()
  }, 500)
  timer.unref()
}

function onSignal(close: () => Promise<void>): () => void {
  let since: number | undefined
  return () => {
    if (since === undefined) {
      since = Date.now()
      close().then(
        () => process.exit(0),
        (error) => {
          process.stderr.write(`${explainToOperator(error)}\n`)
          process.exit(1)
        },
      )
    } else if (Date.now() - since > SAME_WISH_MS) process.exit(130)
  }
}

function readRole(argument = 'all'): Role {
  const role = ROLES.find((role) => role === argument)
  if (!role) throw new Error(`There is no role "${argument}". Use one of: ${ROLES.join(', ')}.`)
  return role
}
