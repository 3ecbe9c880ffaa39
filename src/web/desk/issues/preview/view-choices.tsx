import { type MailView, viewQuery } from './mail-view.ts'

const AS = [
  { value: 'desktop', words: 'Desktop' },
  { value: 'phone', words: 'Phone' },
  { value: 'text', words: 'Plain text' },
] as const
const COLOURS = [
  { value: 'light', words: 'Light' },
  { value: 'dark', words: 'Dark' },
] as const
const IMAGES = [
  { value: 'on', words: 'Images on' },
  { value: 'off', words: 'Images off' },
] as const

/** Links to the same mail, each looked at differently in one way. */
export function ViewChoices({ view, path }: { view: MailView; path: string }) {
  const group = <Name extends keyof MailView>(
    name: Name,
    options: readonly { readonly value: MailView[Name]; readonly words: string }[],
    current: MailView[Name] = view[name],
    className?: string,
  ) => (
    <p className={className}>
      {options.map(({ value, words }) => (
        <a
          key={value}
          href={path + viewQuery({ ...view, [name]: value })}
          aria-current={value === current ? 'true' : undefined}
        >
          {words}
        </a>
      ))}
    </p>
  )
  return (
    <nav className="view-choices" aria-label="How to look at it">
      {view.as === 'fitting' ? (
        <>
          {group('as', AS, 'desktop', 'on-wide')}
          {group('as', AS, 'phone', 'on-narrow')}
        </>
      ) : (
        group('as', AS)
      )}
      {view.as === 'text' ? null : (
        <>
          {group('colours', COLOURS)}
          {group('images', IMAGES)}
        </>
      )}
    </nav>
  )
}
