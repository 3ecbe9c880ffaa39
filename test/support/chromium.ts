import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The first has no windows to paint, and is twice as fast. */
const PROGRAMS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]
const ON_MACOS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The Chromium or Chrome for the tests: the one of CHROMIUM_PATH, or one that is installed. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH, PATH = '' } = process.env
  const installed = PATH.split(delimiter).flatMap((folder) => PROGRAMS.map((name) => join(folder, name)))
  const candidates = CHROMIUM_PATH ? [CHROMIUM_PATH] : [...installed, ...ON_MACOS]
  // Some systems have a program of that name that only says how to install it.
  return candidates.filter(existsSync).find((program) => spawnSync(program, ['--version']).status === 0)
}
