import type { OpenComparison } from '../../../actions/comparison/open.ts'
import { type Editor, includesRole } from '../../../domain/editor.ts'
import { RichText } from '../../parts/rich-text.tsx'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { Moment } from '../moment.tsx'
import type { FilledForm } from '../writing/filled-form.tsx'
import { SavedNotice } from '../writing/saved-notice.tsx'
import { SourceNotes } from '../writing/source-notes.tsx'
import { type StatusChange, StatusNotice } from '../writing/status-notice.tsx'
import { ComparisonForm } from './comparison-form.tsx'
import { Publication } from './publication.tsx'
import { statusWords } from './status-words.tsx'

interface ComparisonPageProps extends StatusChange {
  readonly site: Site
  readonly editor: Editor
  readonly comparison: OpenComparison
  readonly form: FilledForm
  /** How it was saved just now. */
  readonly saved?: string | undefined
}

/** One comparison: what it says, and whether readers see it. */
export function ComparisonPage({
  site,
  editor,
  comparison,
  form,
  saved,
  done,
  trouble,
}: ComparisonPageProps) {
  const { entry, title, version, recordedAt, recordedBy, sourceProblems } = comparison
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
      <SavedNotice saved={saved} keeps={[keep, 'comparison:new']} />
      <StatusNotice {...{ done, trouble }} status={entry.status} words={statusWords(comparison)} />
      <p className="note">
        Version {version}, saved by {recordedBy ?? 'an import'} on <Moment at={recordedAt} />. Its tools:{' '}
        <a href={`/desk/tools/${left}`}>{leftName}</a> and <a href={`/desk/tools/${right}`}>{rightName}</a>
      </p>
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
export function NewComparisonPage({
  site,
  editor,
  form,
}: Pick<ComparisonPageProps, 'site' | 'editor' | 'form'>) {
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
