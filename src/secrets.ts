import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Secrets that a laptop makes for itself and keeps in its data folder, for its owner's eyes only. */
export interface KeptSecrets {
  readonly secretKey: string
  readonly databasePassword: string
}

/**
 * The kept secrets, made on the first call; empty where they are not needed, so that nothing is written.
 *
 * @throws {SecretsError} saying what to do, when they can't be read, made or trusted.
 */
export function keptSecrets(dataDir: string, { needed }: { needed: boolean }): KeptSecrets {
  if (!needed) return { secretKey: '', databasePassword: '' }
  const file = join(dataDir, 'secrets.json')
  try {
    if (!existsSync(file)) {
      if (existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) {
        throw new Error('it is gone, and the database beside it opens with no other. Put it back')
      }
      make(dataDir, file)
    }
    return kept.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new SecretsError(
      `Secrets are kept in ${file}: ${(cause as Error).message}. Or choose another folder with DATA_DIR.`,
      { cause },
    )
  }
}

/** What the mailbox signs its webhooks with: of its own, and the same wherever the secret key is the same. */
export function mailboxWebhookSecret(secretKey: string): string {
  return `whsec_${Buffer.from(hkdfSync('sha256', secretKey, '', 'weekly verdicts webhooks', 32)).toString('base64')}`
}

const kept = z.object({ secretKey: z.string().min(32), databasePassword: z.string().min(1) })

class SecretsError extends Error {
  override readonly name = 'SecretsError'
}

/** Written aside and linked into place: whole or not at all, and the first of two starts wins. */
function make(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 })
  const secrets: KeptSecrets = { secretKey: random(), databasePassword: random() }
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}

function random(): string {
  return randomBytes(36).toString('base64url')
}
