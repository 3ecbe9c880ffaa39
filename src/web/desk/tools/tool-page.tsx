import type { OpenTool } from '../../../actions/tool/open.ts'
import type { ToolEntry } from '../../../domain/content-document.ts'
import { dayInWords } from '../../../domain/day-in-words.ts'
import { type Editor, includesRole, mayReview } from '../../../domain/editor.ts'
import type { Category } from '../../../domain/tool.ts'
import { RichText } from '../../parts/rich-text.tsx'
import { VerdictBadge } from '../../parts/verdict-badge.tsx'
import { DeskLayout } from '../desk-layout.tsx'
import { EntryNotices, type EntryPageProps } from '../writing/entry-notices.tsx'
import { WithdrawnTag } from '../writing/list-parts.tsx'
import { SourceNotes } from '../writing/source-notes.tsx'
import { ToolForm } from './tool-form.tsx'
import { ToolPublication } from './tool-publication.tsx'

interface ToolPageProps extends EntryPageProps {
  readonly tool: OpenTool
  readonly categories: readonly Category[]
}

/** One tool: what the panel says of it, and to editors the form that changes it. */
export function ToolPage({ site, editor, tool, categories, form, ...pressed }: ToolPageProps) {
  const { entry } = tool
  const keep = `tool:${entry.slug}`
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/tools"
      title={entry.name}
      eyebrow={
        <>
          Tool
          <WithdrawnTag status={entry.status} />
        </>
      }
    >
      <EntryNotices {...pressed} stored={tool} keeps={[keep, 'tool:new']} words={DONE} />
      <SourceNotes problems={tool.sourceProblems} />
      <Reviews editor={editor} tool={tool} />
      {includesRole(editor.role, 'editor') ? (
        <>
          <ToolForm action={`/desk/tools/${entry.slug}`} {...{ keep, form, categories }} />
          <ToolPublication tool={tool} />
        </>
      ) : (
        <WhatItSays tool={entry} />
      )}
    </DeskLayout>
  )
}

const DONE = {
  published: 'Published: comparisons can show it.',
  withdrawn: 'Withdrawn: no comparison with it can be published.',
}

/** For who may not change it. */
function WhatItSays({ tool }: { tool: ToolEntry }) {
  const { tagline, description, entryPrice, pricingNote, priceSource, priceCheckedOn, claims = [] } = tool
  return (
    <>
      <section className="rich-text" aria-label="What it says">
        <p>
          <strong>{tagline}</strong>
        </p>
        <RichText text={description} />
        <p>
          {entryPrice}. {pricingNote} <Checked source={priceSource} on={priceCheckedOn} />
        </p>
      </section>
      {claims.length > 0 ? (
        <section aria-labelledby="claims">
          <h2 id="claims">Claims</h2>
          <ul className="rows">
            {claims.map(({ claim, source, checkedOn }) => (
              <li key={`${claim} ${source}`}>
                <p>{claim}</p>
                <Checked source={source} on={checkedOn} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

function Checked({ source, on }: { source: string | null | undefined; on: string | null | undefined }) {
  return (
    <span className="note">
      {source ? <a href={source}>Source</a> : 'No source'}
      {on ? `, last checked on ${dayInWords(on)}` : null}
    </span>
  )
}

function Reviews({ editor, tool }: { editor: Editor; tool: OpenTool }) {
  return (
    <section aria-labelledby="reviews">
      <h2 id="reviews">Reviews</h2>
      {tool.seats.length === 0 ? <p className="empty">The panel has no seat yet.</p> : null}
      <ul className="rows">
        {tool.seats.map(({ id, slug, name, status, review }) => (
          <li key={slug}>
            <div>
              <a href={`/desk/tools/${tool.entry.slug}/reviews/${slug}`}>{name}</a>
              {id === editor.reviewerId ? <span className="tag">You</span> : null}
            </div>
            {review ? (
              <div>
                <WithdrawnTag status={status === 'withdrawn' ? status : review.status} />{' '}
                <VerdictBadge verdict={review.verdict} />
              </div>
            ) : (
              <p className="note">{mayReview(editor, id) ? 'To be written' : 'Not written yet'}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
