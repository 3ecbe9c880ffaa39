import { countOwners, findEditorByAddress } from '../../../db/queries/editor.ts'
import type { Context } from '../../context.ts'
import { SAMPLE_OWNER } from '../installation/load-sample.ts'

/** Who can sign in at the desk as an owner: the sample's, somebody else, or nobody yet. */
export type WhoSignsIn = 'sample' | 'somebody' | 'nobody'

export async function whoSignsIn({ db }: Pick<Context, 'db'>): Promise<WhoSignsIn> {
  const [owners, sample] = await Promise.all([countOwners(db), findEditorByAddress(db, SAMPLE_OWNER)])
  if (owners === 0) return 'nobody'
  return sample && owners === 1 ? 'sample' : 'somebody'
}
