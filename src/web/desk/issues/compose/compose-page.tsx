import { Fragment } from 'react'
import type { DraftField } from '../../../../actions/issue/check-draft.ts'
import type { Composition } from '../../../../actions/issue/compose.ts'
import type { Readiness } from '../../../../actions/issue/find-readiness.ts'
import { mailedSubject } from '../../../../actions/issue/preview-subject.ts'
import { comparisonTitle } from '../../../../domain/comparison.ts'
import type { Editor } from '../../../../domain/editor.ts'
import { formatSendTime } from '../../../../domain/send-time.ts'
import { Problem } from '../../../parts/problem.tsx'
import type { Site } from '../../../site.ts'
import { TextField } from '../../fields.tsx'
import { Done, Trouble } from '../../notices.tsx'
import { MarkdownField } from '../../writing/markdown-field.tsx'
import { composeKeep, IssueLayout } from '../issue-layout.tsx'
import { IssueWhen } from '../issue-when.tsx'
import { ReadinessLine } from '../readiness-line.tsx'
import type { DraftForm, Press } from './draft-form.ts'
import { preheaderHint, SubjectHint } from './hints.tsx'
import { LineList, Offers } from './lines.tsx'

export interface ComposePageProps extends Composition {
  readonly site: Site
  readonly editor: Editor
  /** Of a scheduled issue. */
  readonly readiness?: Readiness | undefined
  readonly draft: DraftForm
  /** Whether the draft was typed and is not saved. */
  readonly isTyped: boolean
  /** What became of the last press. */
  readonly state?: 'saved' | 'unscheduled' | 'undiscarded' | undefined
  readonly problems?: Partial<Record<DraftField | 'unschedules', string>>
  /** The issue as it was saved meanwhile, where this editor's version is an older one. */
  readonly theirs?: Saved | undefined
  /** Why nothing of it can be saved any more. */
  readonly trouble?: string | undefined
  /** What was pressed last: the focus goes back there. */
  readonly press?: Press | undefined
}

/** Where an issue is put together: its words, and its comparisons in their order. */
export function ComposePage(props: ComposePageProps) {
  const { site, editor, issue, planned, lines, draft, isTyped, state, problems = {}, theirs, trouble } = props
  const keep = composeKeep(issue.number)
  const isPlanned = issue.status === 'scheduled' || issue.status === 'held'
  return (
    <IssueLayout {...{ site, editor, issue }} tab="">
      <IssueWhen issue={issue} planned={planned} />
      {props.readiness ? <ReadinessLine issue={issue} readiness={props.readiness} /> : null}
      {state === undefined ? null : (
        <Done saves={state === 'undiscarded' ? undefined : keep}>{STATES[state]}</Done>
      )}
      <Trouble>{trouble}</Trouble>
      {theirs ? <Collision draft={draft} {...theirs} /> : null}
      <form
        className="compose"
        method="post"
        action={`/desk/issues/${issue.number}`}
        data-keep={keep}
        data-typed={isTyped ? '' : undefined}
        noValidate
      >
        <div className="save-bar">
          <button type="submit">Save</button>
          {isPlanned ? (
            <div>
              <Problem id="unschedules-problem" problem={problems.unschedules} />
              <label className="choice">
                <input
                  type="checkbox"
                  name="unschedules"
                  value="yes"
                  defaultChecked={draft.unschedules}
                  aria-describedby={problems.unschedules ? 'unschedules-problem' : undefined}
                />
                <span>
                  Take it back to draft
                  <span className="hint">
                    It is {issue.status}. Saving a change makes it a draft again, to be scheduled anew.
                  </span>
                </span>
              </label>
            </div>
          ) : null}
        </div>
        <input type="hidden" name="version" value={draft.version} />
        {draft.seen.map((slug) => (
          <input key={slug} type="hidden" name="seen" value={slug} />
        ))}
        <div className="compose-columns">
          <section aria-labelledby="words">
            <h2 id="words">Words</h2>
            <div data-hint="/desk/previews/subject" data-of="subject comparison">
              <TextField
                name="subject"
                label="Subject"
                hint={<SubjectHint mailed={mailedSubject(draft.subject, lines)} />}
                value={draft.subject}
                problem={problems.subject}
              />
            </div>
            <div data-hint="/desk/previews/preheader" data-of="comparison">
              <TextField
                name="preheader"
                label="Preheader"
                hint={preheaderHint(props.derivedPreheader)}
                value={draft.preheader}
                problem={problems.preheader}
              />
            </div>
            <MarkdownField
              name="intro"
              label="Introduction"
              value={draft.intro}
              problem={problems.intro}
              shows={isTyped && draft.intro !== ''}
            />
          </section>
          <section aria-labelledby="comparisons">
            <h2 id="comparisons">In this issue</h2>
            <Problem id="comparisons-problem" problem={problems.comparisons} />
            <LineList {...props} />
            <h2 id="offers">Not in this issue</h2>
            <Offers {...props} />
          </section>
        </div>
      </form>
      {issue.status === 'draft' ? <Discard {...props} /> : null}
    </IssueLayout>
  )
}

/** The way out of a draft that is not to become an issue. */
function Discard({ issue: { number }, planned, canDiscard }: ComposePageProps) {
  if (!canDiscard) {
    return (
      <p className="note">
        It is the draft of {planned ? formatSendTime(planned) : 'its week'}. If there is to be no issue then,{' '}
        <a href="/desk/calendar">skip the week</a>: the draft goes to the next one.
      </p>
    )
  }
  return (
    <details>
      <summary>Discard this draft …</summary>
      <form method="post" action={`/desk/issues/${number}/discard`}>
        <p className="hint">
          A discarded draft goes out at no time, and what is in it is free for the next issue. The number{' '}
          {number} stays with it, and so does what is saved of it: it can be made a draft again.
        </p>
        <button className="quiet danger" type="submit">
          Discard this draft
        </button>
      </form>
    </details>
  )
}

const STATES = {
  saved: 'Saved.',
  unscheduled: 'Saved. It is a draft again: schedule it anew.',
  undiscarded: 'It is a draft again. What is in it may be in another issue by now: look its list through.',
} as const

type Saved = Pick<Composition, 'issue' | 'lines'>

/** What was saved meanwhile and reads otherwise than what stands in the form. */
function Collision({ draft, issue, lines }: Saved & { readonly draft: DraftForm }) {
  const { subject, preheader, intro, comparisons } = issue
  const fields = [
    { name: 'Subject', saved: subject, isSame: subject === draft.subject },
    { name: 'Preheader', saved: preheader, isSame: (preheader ?? '') === draft.preheader },
    { name: 'Introduction', saved: intro, isSame: intro === draft.intro },
    {
      name: 'Comparisons',
      saved: lines.map(comparisonTitle).join(', '),
      isSame: comparisons.join() === draft.comparisons.join(),
    },
  ]
  return (
    <Trouble>
      <p>
        <strong>Another version of this issue was saved while you were editing it.</strong> Below is what you
        wrote, not saved. Here is what is saved and reads otherwise; take over from it what you want to keep.
        Save then replaces it.
      </p>
      <dl className="facts">
        {fields
          .filter(({ isSame }) => !isSame)
          .map(({ name, saved }) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd className="as-written">{saved || '—'}</dd>
            </Fragment>
          ))}
      </dl>
    </Trouble>
  )
}
