import { listCategories } from '../../../db/queries/category.ts'
import type { Context } from '../../context.ts'
import { type PreferenceProblems, readSelection, type SelectionForm } from '../../domain/preferences.ts'
import type { Selection } from '../../domain/selection.ts'

export type SignUpSelection =
  /** Absent when the form did not ask. */
  | { readonly selection?: Selection }
  | { readonly problems: Pick<PreferenceProblems, 'categories' | 'frequency'> }

/** Reads what somebody chooses to get while they sign up. */
export async function readSignUpSelection({ db }: Context, form: SelectionForm): Promise<SignUpSelection> {
  if (form.offered.length === 0) return {}
  const categories = await listCategories(db)
  const read = readSelection(
    form,
    categories.map(({ slug }) => slug),
  )
  return 'problems' in read ? read : { selection: { ...read.selection, format: 'html' } }
}
