import { type Readiness, wantsOf } from '../../../actions/issue/find-readiness.ts'
import type { Issue } from '../../../domain/issue.ts'
import { leavesSoon, type Progress } from '../../../domain/progress.ts'
import { UNDO_SECONDS } from '../../../domain/sending-rules.ts'
import { AmberTick } from '../issues/amber-tick.tsx'

type StepName = 'send' | 'undo' | 'pause' | 'resume' | 'cancel'

interface Step {
  /** Where its form goes, below the page's own path. */
  readonly to: string
  readonly button: (progress: Progress) => string
  readonly className?: string
  /** Exactly what it will do. */
  readonly does: (progress: Progress, wants: string | undefined) => string
}

/** The count is renewed by the second, and what is said here is not: so it has no number of its own. */
const ASKED_ALL_THE_SAME =
  'About whoever is counted as unknown, the mail service is asked again all the same: who had not got it gets it then, once.'

/** All that an editor can do about a send, each with what it will do. */
const STEPS: Record<StepName, Step> = {
  send: {
    to: '',
    button: () => 'Send now',
    does: (_, wants) =>
      wants === undefined
        ? `The first mail leaves ${UNDO_SECONDS} seconds after you press; until then, this page has a button that undoes it.`
        : `It can’t be sent as it is: ${wants}. Once that is seen to, the first mail leaves ${UNDO_SECONDS} seconds after you press.`,
  },
  undo: {
    to: '/undo',
    button: (progress) =>
      progress.status !== 'held' && leavesSoon(progress)
        ? 'Undo: take it back to draft'
        : 'Take it back to draft',
    does: () =>
      'Taken back, it is a draft again: what was prepared is forgotten, and nobody is mailed. Nothing has left yet.',
  },
  pause: {
    to: '/pause',
    button: () => 'Pause',
    does: () =>
      `Once you press, whoever is still to be sent it, by the count above, waits until somebody lets it go on; what is on its way takes some seconds more. ${ASKED_ALL_THE_SAME} With nothing left to send, the issue ends by itself.`,
  },
  resume: {
    to: '/resume',
    button: () => 'Let it go on',
    does: ({ account }) =>
      account.audience === 0
        ? 'Nothing of it was prepared, so it becomes a draft again, to be sent or scheduled anew.'
        : 'It goes on where it stopped: whoever is still to be sent it gets it now. Nobody gets it twice.',
  },
  cancel: {
    to: '/cancellation',
    button: () => 'Cancel for good',
    className: 'quiet danger',
    does: () =>
      `This is final: a cancelled issue can’t go on. Whoever is still to be sent it, by the count above, will never get it, and is counted as excluded; what is on its way takes some seconds more. Whoever has it keeps it. ${ASKED_ALL_THE_SAME}`,
  },
}

interface StepsProps {
  readonly issue: Issue
  readonly progress: Progress
  /** As long as nothing of it was prepared. */
  readonly readiness: Readiness | undefined
  /** What is wrong with the tick about what is amber. */
  readonly unticked: string | undefined
}

/** The steps that an issue's status leaves; the first is what is done most often. */
export function SendingSteps(props: StepsProps) {
  const { progress } = props
  const steps = stepsFor(progress)
  if (steps.length === 0) return null
  return (
    <section aria-label="What you can do">
      {steps.map((name, index) =>
        index === 0 ? (
          <div key={name} className="step">
            <StepForm name={name} {...props} />
          </div>
        ) : (
          <details key={name} className="step" open={name === 'send' && props.unticked !== undefined}>
            <summary>{STEPS[name].button(progress)} …</summary>
            <StepForm name={name} {...props} />
          </details>
        ),
      )}
    </section>
  )
}

function StepForm({ name, issue, progress, readiness, unticked }: StepsProps & { readonly name: StepName }) {
  const { to, button, className, does } = STEPS[name]
  const { number } = issue
  return (
    <form method="post" action={`/desk/issues/${number}/sending${to}`}>
      <p className="hint">{does(progress, readiness && wantsOf(readiness))}</p>
      {name === 'send' && readiness ? (
        <AmberTick number={number} lines={readiness.amber} problem={unticked} />
      ) : null}
      <button type="submit" className={className}>
        {button(progress)}
      </button>
    </form>
  )
}

function stepsFor({ status, account, goesOut }: Progress): readonly StepName[] {
  const nothingLeft = account.accepted + account.unknown + account.rejected === 0
  switch (status) {
    case 'draft':
      return ['send']
    case 'scheduled':
      return goesOut ? ['undo'] : ['undo', 'send']
    case 'preparing':
      return ['undo']
    case 'sending':
      return ['pause', 'cancel']
    case 'paused':
      return ['resume', 'cancel']
    case 'held':
      if (account.audience === 0) return ['send', 'undo']
      return nothingLeft ? ['resume', 'undo', 'send', 'cancel'] : ['resume', 'cancel']
    case 'discarded':
    case 'sent':
    case 'cancelled':
      return []
  }
}
