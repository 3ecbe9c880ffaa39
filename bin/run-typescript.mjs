import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, root } from './installed.mjs'

/** Installs what is missing, then runs a TypeScript module of this project in this very process. */
export async function runTypeScript(module) {
  await ensureInstalled()
  await import('./react-for-use.mjs')
  const { register } = await import('tsx/esm/api')
  register({ tsconfig: join(root, 'tsconfig.json') })
  return import(pathToFileURL(join(root, module)).href)
}
