import type { OpenComparison } from '../../../actions/comparison/open.ts'
import { includesRole } from '../../../domain/editor.ts'
import { RichText } from '../../parts/rich-text.tsx'
import { DeskLayout } from '../desk-layout.tsx'
import { EntryNotices, type EntryPageProps, type NewEntryPageProps } from '../writing/entry-notices.tsx'
import { SourceNotes } from '../writing/source-notes.tsx'
import { ComparisonForm } from './comparison-form.tsx'
import { Publication } from './publication.tsx'
import { statusWords } from './status-words.tsx'

interface ComparisonPageProps extends EntryPageProps {
  readonly comparison: OpenComparison
}

/** One comparison: what it says, and whether readers see it. */
export function ComparisonPage({ site, editor, comparison, form, ...pressed }: ComparisonPageProps) {
  const { entry, title, sourceProblems } = comparison
  const keep = `comparison:${entry.slug}`
  const [left, right] = entry.tools
  const [leftName, rightName] = comparison.toolNames
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/comparisons"
      title={title}
      eyebrow={
        <>
          Comparison <b className={`status ${entry.status}`}>{entry.status}</b>
        </>
      }
      actions={
        entry.status === 'published' ? (
          <a className="button quiet" href={`/compare/${entry.slug}`}>
            As readers see it
          </a>
        ) : null
      }
    >
      <EntryNotices
        {...pressed}
        stored={comparison}
        keeps={[keep, 'comparison:new']}
        words={statusWords(comparison)}
      >
        . Its tools: <a href={`/desk/tools/${left}`}>{leftName}</a> and{' '}
        <a href={`/desk/tools/${right}`}>{rightName}</a>
      </EntryNotices>
      {[...new Set(sourceProblems.map(({ toolName }) => toolName))].map((name) => (
        <SourceNotes
          key={name}
          of={name}
          problems={sourceProblems.filter(({ toolName }) => toolName === name)}
        />
      ))}
      {includesRole(editor.role, 'editor') ? (
        <>
          <ComparisonForm
            action={`/desk/comparisons/${entry.slug}`}
            isPublished={entry.status === 'published'}
            {...{ keep, form }}
          />
          <Publication comparison={comparison} />
        </>
      ) : (
        <section className="rich-text">
          <RichText text={entry.bottomLine} />
        </section>
      )}
    </DeskLayout>
  )
}

/** For a comparison that is not there yet. */
export function NewComparisonPage({ site, editor, form }: NewEntryPageProps) {
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/comparisons"
      title="New comparison"
      eyebrow="Comparisons"
    >
      <ComparisonForm
        action="/desk/comparisons"
        keep="comparison:new"
        isPublished={false}
        isNew
        form={form}
      />
    </DeskLayout>
  )
}
