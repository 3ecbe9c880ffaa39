import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const module = new URL('../../bin/react-for-use.mjs', import.meta.url)

test.each(['development', undefined])(
  'with NODE_ENV=%s the program has React’s build for use',
  async (given) => {
    const script = `
    await import(${JSON.stringify(module)})
    const { act } = await import('react')
    console.log(JSON.stringify({ forDevelopment: act !== undefined, set: process.env.NODE_ENV }))`
    const { NODE_ENV: _, ...env } = process.env
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
      env: given ? { ...env, NODE_ENV: given } : env,
    })
    expect(JSON.parse(stdout)).toEqual({ forDevelopment: false, set: given })
  },
)
