import type { EditionPreview } from '../../../../actions/issue/show-edition.ts'
import { GMAIL_CLIPS_AT } from '../../../../domain/mail-size.ts'
import { readersInWords } from './edition-name.ts'

interface Facts {
  readonly shown: EditionPreview
  readonly comparisons: readonly { readonly slug: string; readonly title: string }[]
  /** Nothing on a page that is about one subscriber. */
  readonly readers?: number | null
}

/** What a list of mails shows of an edition, and what there is to know of it. */
export function EditionFacts({ shown, comparisons, readers }: Facts) {
  const { subject, preheader, format, bytes } = shown
  return (
    <dl className="edition-facts">
      <Fact name="Subject">{subject}</Fact>
      {format === 'html' ? <Fact name="Preheader">{preheader || 'None'}</Fact> : null}
      {readers === undefined ? null : <Fact name="Goes to">{readersInWords(readers)}</Fact>}
      <Fact name="Comparisons">
        {comparisons.length === 0 ? 'None yet' : comparisons.map(({ title }) => title).join(', ')}
      </Fact>
      <Fact name="Format">{format === 'html' ? 'HTML, with plain text beside it' : 'Plain text alone'}</Fact>
      {format === 'html' ? (
        <Fact name="Size">
          <Size bytes={bytes} />
        </Fact>
      ) : null}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Size({ bytes }: { bytes: number }) {
  const clipped = bytes >= GMAIL_CLIPS_AT
  return (
    <>
      <meter
        min={0}
        max={GMAIL_CLIPS_AT}
        high={GMAIL_CLIPS_AT * 0.9}
        optimum={0}
        value={bytes}
        aria-label="Of what Gmail shows of a mail"
      />{' '}
      {inKb(bytes)} of {inKb(GMAIL_CLIPS_AT)} KB
      {clipped ? (
        <strong className="problem">
          Gmail cuts it off and links to the rest. Leave a comparison out, or shorten the quotes.
        </strong>
      ) : null}
    </>
  )
}

/** Rounded up, so that a mail that is cut off never seems to fit. */
function inKb(bytes: number): string {
  return String(Math.ceil(bytes / 1000))
}
