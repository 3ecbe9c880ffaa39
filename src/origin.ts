import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, loadConfig } from './config.ts'

/** Notes where the site is, for commands that write links into mails while it runs on another port. */
export function rememberOrigin({ dataDir, site }: Config): void {
  writeFileSync(join(dataDir, 'origin'), `${site.url}\n`)
}

/** The settings of a command: links lead to where the site was last started, where nothing else is set. */
export function loadCommandConfig(env: NodeJS.ProcessEnv): Config {
  const file = join(env.DATA_DIR ?? '.data', 'origin')
  if (env.SITE_URL || env.PORT || env.DATABASE_URL || !existsSync(file)) return loadConfig(env)
  return loadConfig({ ...env, SITE_URL: readFileSync(file, 'utf8').trim() })
}
