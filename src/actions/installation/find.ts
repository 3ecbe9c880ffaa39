import { installationId } from '../../../db/queries/installation.ts'
import type { Context } from '../../context.ts'

/** The random name of this installation. */
export function findInstallation({ db }: Pick<Context, 'db'>): Promise<string> {
  return installationId(db)
}
