import type { Composition } from '../../../../actions/issue/compose.ts'

/** An issue as it stands in the form: what is saved, or what an editor has typed and pressed since. */
export interface DraftForm {
  /** The version that was edited, and the slugs that stood in it: whoever saved since is not overwritten. */
  readonly version: number
  readonly seen: readonly string[]
  readonly subject: string
  readonly preheader: string
  readonly intro: string
  readonly comparisons: readonly string[]
  /** That a scheduled issue becomes a draft again is known. */
  readonly unschedules: boolean
  /** What is looked for among what is not in the issue. */
  readonly find: string
}

/** What was pressed: to save as it stands, to save with the list changed, or only to look for something. */
export type Press =
  | { readonly kind: 'save' | 'find' }
  | { readonly kind: 'up' | 'down' | 'remove' | 'add'; readonly slug: string }

export function formOf({ issue }: Pick<Composition, 'issue'>, find: string): DraftForm {
  const { version, comparisons, subject, preheader, intro } = issue
  const words = { subject, preheader: preheader ?? '', intro }
  return { version, seen: comparisons, ...words, comparisons, unschedules: false, find }
}

/** Reads the form as a browser sends it, its list as it is after what was pressed. */
export function readDraft(fields: readonly (readonly [name: string, value: string])[]): {
  draft: DraftForm
  press: Press
} {
  const all = (name: string) => fields.filter(([field]) => field === name).map(([, value]) => value)
  const one = (name: string) => all(name).at(-1) ?? ''
  const press = readPress(one('press'))
  const draft = {
    version: Number(one('version')) || 0,
    seen: all('seen'),
    subject: one('subject'),
    preheader: one('preheader'),
    // Browsers write the ends of lines as RFC 2046 does.
    intro: one('intro').replaceAll('\r\n', '\n'),
    comparisons: pressed(all('comparison'), press),
    unschedules: one('unschedules') === 'yes',
    find: one('find').trim(),
  }
  return { draft, press }
}

/** As it stands in a button: "up quill-vs-reed". */
export function readPress(text: string): Press {
  const [kind, slug = ''] = text.split(' ')
  switch (kind) {
    case 'up':
    case 'down':
    case 'remove':
    case 'add':
      return { kind, slug }
    case 'find':
      return { kind }
    default:
      return { kind: 'save' }
  }
}

/** The list after something about it was pressed. */
function pressed(list: readonly string[], press: Press): readonly string[] {
  switch (press.kind) {
    case 'up':
      return moved(list, press.slug, -1)
    case 'down':
      return moved(list, press.slug, 1)
    case 'remove':
      return list.filter((slug) => slug !== press.slug)
    case 'add':
      return list.includes(press.slug) ? list : [...list, press.slug]
    default:
      return list
  }
}

function moved(list: readonly string[], slug: string, by: number): readonly string[] {
  const from = list.indexOf(slug)
  const to = from + by
  if (from === -1 || to < 0 || to >= list.length) return list
  return list.with(from, list[to]!).with(to, slug)
}
