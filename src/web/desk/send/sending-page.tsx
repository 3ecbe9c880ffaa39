import type { ReactNode } from 'react'
import type { IssueSending } from '../../../actions/issue/show-sending.ts'
import type { Editor } from '../../../domain/editor.ts'
import { isAtRest, isMoving } from '../../../domain/progress.ts'
import type { Site } from '../../site.ts'
import { IssueLayout } from '../issues/issue-layout.tsx'
import { ReadinessLine } from '../issues/readiness-line.tsx'
import { Done, Trouble } from '../notices.tsx'
import { BeforeSending } from './before-sending.tsx'
import { ParkedBatches } from './parked-batches.tsx'
import { ProgressView } from './progress-view.tsx'
import { SendingSteps } from './sending-steps.tsx'

/** Where there is no script, how soon the page comes anew. */
const MOVING_SECONDS = 5
const STANDING_SECONDS = 60

export interface SendingPageProps extends IssueSending {
  readonly site: Site
  readonly editor: Editor
  /** Why what was asked for was not done. */
  readonly trouble?: ReactNode
  /** What is wrong with the tick about what is amber. */
  readonly unticked?: string | undefined
  /** Whether it was taken back to draft just now. */
  readonly isUndone: boolean
}

/** The send of an issue: what it will come to, how far it is, and what stops it. */
export function SendingPage({ site, editor, trouble, unticked, isUndone, ...sending }: SendingPageProps) {
  const { issue, progress, parked, parkedStamp, estimate, readiness } = sending
  const follows = !isAtRest(progress)
  return (
    <IssueLayout
      {...{ site, editor, issue }}
      tab="/sending"
      refreshWithoutScript={follows ? (isMoving(progress) ? MOVING_SECONDS : STANDING_SECONDS) : undefined}
    >
      <Trouble>{trouble}</Trouble>
      {isUndone ? <Done>Undone: it is a draft again, and nobody was mailed.</Done> : null}
      <section
        className="sending"
        aria-label="Where it stands"
        data-follow={follows ? `/desk/issues/${issue.number}/sending/events` : undefined}
        data-status={issue.status}
      >
        <ProgressView progress={progress} />
      </section>
      {issue.status === 'sent' ? (
        <p className="more">
          <a href={`/desk/issues/${issue.number}/account`}>What became of its mails</a>
        </p>
      ) : null}
      {estimate && !progress.goesOut && issue.comparisons.length > 0 ? (
        <BeforeSending estimate={estimate} />
      ) : null}
      {readiness ? <ReadinessLine issue={issue} readiness={readiness} /> : null}
      <SendingSteps {...{ issue, progress, readiness, unticked }} />
      <ParkedBatches {...{ issue, parked }} stamp={parkedStamp} total={progress.parkedBatches} />
    </IssueLayout>
  )
}
