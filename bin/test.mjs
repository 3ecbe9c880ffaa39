import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, root } from './installed.mjs'

await ensureInstalled({ dev: true })
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const run = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
run.on('exit', (code) => process.exit(code ?? 1))
