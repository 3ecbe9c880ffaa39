import type { Base, SaveOutcome } from '../../../actions/content/save-entry.ts'
import type { ContentEntry, ContentList } from '../../../domain/content-document.ts'
import type { Site } from '../../site.ts'
import type { DeskRequest } from '../desk-parts.ts'
import { deskNotFound } from '../not-found.tsx'
import type { FilledForm, Values } from './filled-form.tsx'

interface Answer<List extends ContentList> {
  readonly site: Site
  readonly typed: Values
  readonly base: Base
  /** What it is called on a page: "tool". */
  readonly noun: string
  readonly save: () => Promise<SaveOutcome<List>>
  readonly valuesOf: (entry: ContentEntry<List>) => Values | Promise<Values>
  /** The page of what was saved. */
  readonly pageOf: (entry: ContentEntry<List>) => string
  /** The form again, with all that was typed. */
  readonly show: (form: FilledForm, status: 200 | 409 | 422) => Response | Promise<Response>
}

/** Saves what was typed, or shows it again: as readers would see it, with what is wrong, or beside theirs. */
export async function answerSave<List extends ContentList>(
  c: DeskRequest,
  { site, typed, base, noun, save, valuesOf, pageOf, show }: Answer<List>,
): Promise<Response> {
  const form = { values: typed, base, isTyped: true }
  if (typed.intent === 'preview') return show({ ...form, showsPreview: true }, 200)
  const saved = await save()
  switch (saved.outcome) {
    case 'saved': {
      const how = saved.became ?? (base === null ? 'new' : 'again')
      return c.redirect(`${pageOf(saved.entry)}?saved=${how}`, 303)
    }
    case 'refused': {
      const { problems, suggestions } = saved
      return show({ ...form, problems, suggestions }, 422)
    }
    case 'collided': {
      const { entry, version, recordedAt, recordedBy } = saved.theirs
      const theirs = { values: await valuesOf(entry), recordedAt, recordedBy }
      return show({ ...form, base: version, theirs }, 409)
    }
    case 'not-found':
      return deskNotFound(c, site, noun)
  }
}
