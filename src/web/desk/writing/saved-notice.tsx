import { Done } from '../notices.tsx'

/** Says that a form was saved, and tells the browser to forget what it kept of it. @param saved how, if it was. */
export function SavedNotice({ saved, keeps }: { saved: string | undefined; keeps: readonly string[] }) {
  if (saved === undefined) return null
  return <Done saves={keeps.join(' ')}>{MEANWHILE[saved] ?? 'Saved.'}</Done>
}

/** By the status that it was given while it was written. */
const MEANWHILE: Readonly<Record<string, string>> = {
  published: 'Saved. It was published meanwhile: readers see what you saved.',
  withdrawn: 'Saved. It was withdrawn meanwhile, and still is: readers see nothing of it.',
}
