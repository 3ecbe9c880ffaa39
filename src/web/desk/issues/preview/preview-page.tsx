import type { IssuePreview } from '../../../../actions/issue/open-preview.ts'
import type { Editor } from '../../../../domain/editor.ts'
import type { Site } from '../../../site.ts'
import { Trouble } from '../../notices.tsx'
import { IssueLayout } from '../issue-layout.tsx'
import { EditionFacts } from './edition-facts.tsx'
import { EditionList } from './edition-list.tsx'
import { editionName } from './edition-name.ts'
import { LookUpForm, type RefusedLookUp } from './look-up-form.tsx'
import { MailPane } from './mail-pane.tsx'
import { type MailView, viewQuery } from './mail-view.ts'
import { type RefusedTest, TestMailForm } from './test-mail-form.tsx'

export interface PreviewPageProps {
  readonly site: Site
  readonly editor: Editor
  readonly preview: IssuePreview
  readonly view: MailView
  readonly refusedTest?: RefusedTest | undefined
  readonly refusedLookUp?: RefusedLookUp | undefined
}

/** One edition as its readers get it, the others beside it, and the ways to show it to somebody. */
export function PreviewPage(props: PreviewPageProps) {
  const { site, editor, preview, view, refusedTest, refusedLookUp } = props
  const { issue, isFrozen, list, shown, comparisons } = preview
  const base = `/desk/issues/${issue.number}/preview`
  const { readers = 0 } = list.lines.find(({ number }) => number === shown.number) ?? {}
  return (
    <IssueLayout {...{ site, editor, issue }} tab="/preview">
      <Refusal test={refusedTest !== undefined} lookUp={refusedLookUp !== undefined} />
      <p className="lede">
        {isFrozen
          ? 'As it was frozen: these are the bytes that are sent, but for each reader’s own links.'
          : 'As it would be mailed now: whatever is changed until it is frozen changes here, too.'}
      </p>
      <div className="mail-preview">
        <section aria-labelledby="shown">
          <h2 id="shown">{editionName(shown)}</h2>
          <EditionFacts {...{ shown, comparisons, readers }} />
          <MailPane issueNumber={issue.number} {...{ shown, view }} path={`${base}/${shown.number}`} />
        </section>
        <div>
          <EditionList
            list={list}
            current={shown.number}
            pathOf={(edition) => `${base}/${edition}${viewQuery(view)}`}
          />
          <TestMailForm
            issueNumber={issue.number}
            {...{ editor, lines: list.lines, current: shown.number, refused: refusedTest }}
          />
          <LookUpForm issueNumber={issue.number} refused={refusedLookUp} />
        </div>
      </div>
    </IssueLayout>
  )
}

/** The forms are further down, on a phone far down. */
function Refusal({ test, lookUp }: { test: boolean; lookUp: boolean }) {
  if (!test && !lookUp) return null
  return (
    <Trouble>
      <p>
        {test ? 'No test mail was sent. ' : 'Nobody was found. '}
        <a href={test ? '#test-mail' : '#look-up'}>See what is wrong</a>
      </p>
    </Trouble>
  )
}
