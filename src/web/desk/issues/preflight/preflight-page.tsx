import { countsAs, type JudgedLine, type PreflightReport } from '../../../../actions/issue/preflight.ts'
import { type Editor, includesRole } from '../../../../domain/editor.ts'
import type { Issue } from '../../../../domain/issue.ts'
import { isOverridable, SEVERITIES, type Severity } from '../../../../domain/preflight.ts'
import type { Site } from '../../../site.ts'
import { TextField } from '../../fields.tsx'
import { Moment } from '../../moment.tsx'
import { Done, Trouble } from '../../notices.tsx'
import { IssueLayout } from '../issue-layout.tsx'
import { SeverityBadge } from '../severity.tsx'

interface RefusedOverride {
  readonly line: string
  readonly reason: string
  readonly problem: string
}

/** What a press can have done here. */
export const DONE = ['links', 'overridden', 'withdrawn'] as const
type Press = (typeof DONE)[number]

export interface PreflightPageProps {
  readonly site: Site
  readonly editor: Editor
  readonly issue: Issue
  /** None once the issue is on its way. */
  readonly report: PreflightReport | undefined
  readonly trouble?: string | undefined
  readonly done?: Press | undefined
  readonly refused?: RefusedOverride | undefined
}

/** All that is looked at before an issue may be scheduled: what is wrong, where, and how it is mended. */
export function PreflightPage({ site, editor, issue, report, trouble, done, refused }: PreflightPageProps) {
  return (
    <IssueLayout {...{ site, editor, issue }} tab="/preflight">
      <Trouble>{trouble}</Trouble>
      {done === undefined ? null : (
        <Done>
          <p>
            <WhatWasDone {...{ done, issue }} />
          </p>
        </Done>
      )}
      {report === undefined ? (
        <p className="lede">
          The issue is {issue.status}: there is nothing left to check before it goes out.
        </p>
      ) : (
        <Report {...{ editor, issue, report, refused }} />
      )}
    </IssueLayout>
  )
}

function WhatWasDone({ done, issue: { number, status } }: { done: Press; issue: Issue }) {
  switch (done) {
    case 'links':
      return (
        <>
          The links are being looked at again.{' '}
          <a href={`/desk/issues/${number}/preflight`}>Look at this page again</a> in a minute; until then it
          says what they answered last.
        </>
      )
    case 'overridden':
      return 'Overridden: that line keeps the issue from nothing any more. Your reason stands at it for all editors.'
    case 'withdrawn':
      return status === 'scheduled' ? (
        <>
          The override is taken back. The issue stays scheduled, and is held at its time if that line is still
          red then.
        </>
      ) : (
        'The override is taken back: that line is red again.'
      )
  }
}

function Report({
  editor,
  issue,
  report,
  refused,
}: Pick<PreflightPageProps, 'editor' | 'issue' | 'refused'> & { readonly report: PreflightReport }) {
  const mayOverride = includesRole(editor.role, 'owner')
  return (
    <>
      <p className="lede">
        <SeverityBadge severity={report.colour} /> {says(issue, report)} {inNumbers(report.lines)}
      </p>
      <ul className="preflight">
        {report.lines.map((line) => (
          <li key={line.key}>
            <SeverityBadge severity={line.severity} isOverridden={line.override !== undefined} />
            <div>
              <h2 className="check">{line.check}</h2>
              <Line line={line} />
              {mayOverride && line.override ? (
                <form method="post" action={`/desk/issues/${issue.number}/preflight/overrides/removal`}>
                  <input type="hidden" name="line" value={line.key} />
                  <button className="quiet" type="submit">
                    Take the override back<span className="visually-hidden">: {line.where}</span>
                  </button>
                </form>
              ) : null}
              {mayOverride && line.override === undefined && isOverridable(line) ? (
                <OverrideForm
                  issueNumber={issue.number}
                  line={line}
                  refused={refused?.line === line.key ? refused : undefined}
                />
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <form className="buttons" method="post" action={`/desk/issues/${issue.number}/preflight/links`}>
        <button className="quiet" type="submit">
          Check the links again
        </button>
      </form>
      <p className="note">Made anew each time this page is opened. What links answered is kept for a day.</p>
    </>
  )
}

function says({ status }: Issue, { colour, lines }: PreflightReport): string {
  const said = (status === 'scheduled' ? SAYS_OF_SCHEDULED : SAYS)[colour]
  if (colour !== 'red') return said
  const red = lines.filter((line) => countsAs(line) === 'red')
  if (!red.some(isOverridable)) return `${said}.`
  return `${said}, or overridden by an owner${red.every(isOverridable) ? '' : ' where that can be'}.`
}

const SAYS: Record<Severity, string> = {
  green: 'Nothing keeps the issue from being scheduled.',
  amber: 'The issue can be scheduled. Read what is amber or overridden first.',
  red: 'The issue can not be scheduled until every red line is mended',
}

const SAYS_OF_SCHEDULED: Record<Severity, string> = {
  green: 'Nothing keeps the issue from going out.',
  amber: 'The issue goes out so. Read what is amber or overridden first.',
  red: 'The issue will be held at its time unless every red line is mended by then',
}

/** "1 line is red, 2 are amber, 6 are green." */
function inNumbers(lines: readonly JudgedLine[]): string {
  const counted = SEVERITIES.map((severity) => ({
    severity,
    count: lines.filter((line) => countsAs(line) === severity).length,
  })).filter(({ count }) => count > 0)
  const overridden = lines.filter(({ override }) => override).length
  const words = counted.map(({ severity, count }, index) => {
    const noun = index > 0 ? '' : count === 1 ? ' line' : ' lines'
    const of = severity === 'amber' && overridden > 0 ? ` (${overridden} overridden)` : ''
    return `${count}${noun} ${count === 1 ? 'is' : 'are'} ${severity}${of}`
  })
  return `${words.join(', ')}.`
}

function Line({ line: { severity, where, what, how, link, override } }: { line: JudgedLine }) {
  if (severity === 'green') return <p>{what}</p>
  return (
    <>
      <p>
        <strong>{where}</strong>
      </p>
      <p>{what}</p>
      <p>
        {how}{' '}
        {link === null ? null : (
          <a href={link}>
            Go there<span className="visually-hidden">: {where}</span>
          </a>
        )}
      </p>
      {override ? (
        <p className="overridden">
          Overridden by {override.editorName ?? 'the command line'}, <Moment at={override.overriddenAt} />:{' '}
          {override.reason}
        </p>
      ) : null}
    </>
  )
}

function OverrideForm({
  issueNumber,
  line,
  refused,
}: {
  readonly issueNumber: number
  readonly line: JudgedLine
  readonly refused: RefusedOverride | undefined
}) {
  const { key, check, where } = line
  return (
    <details open={refused !== undefined}>
      <summary>
        Override: {check}
        <span className="visually-hidden"> of {where}</span>
      </summary>
      <form method="post" action={`/desk/issues/${issueNumber}/preflight/overrides`} noValidate>
        <input type="hidden" name="line" value={key} />
        <input type="hidden" name="about" value={aboutOf(line)} />
        <TextField
          name="reason"
          id={`reason-${key}`}
          label="Why the issue may go out all the same"
          hint="It stands here for all editors, until the line says something else."
          value={refused?.reason}
          problem={refused?.problem}
        />
        <button className="quiet danger" type="submit">
          Override
        </button>
      </form>
    </details>
  )
}

/** What a line is about, whatever it says of it. */
export function aboutOf({ check, where }: JudgedLine): string {
  return `${check}: ${where}`
}
