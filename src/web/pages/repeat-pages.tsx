import type { SignUpFormProps } from '../parts/sign-up-form.tsx'
import { MessagePage } from './message-page.tsx'

/** What a sign-up comes back to that was not taken, and could be: what was typed is still there. */
type RepeatProps = SignUpFormProps & Required<Pick<SignUpFormProps, 'repeat'>>

export function PressAgainPage({ site, ...form }: RepeatProps) {
  return (
    <MessagePage site={site} title="Please press once more" signUp={form}>
      <p className="lede">
        That was as quick as a program, and programs like to enter strangers’ addresses. Press the button once
        more, and we know better.
      </p>
    </MessagePage>
  )
}

export function CrowdedNetworkPage({ site, waitMs, ...form }: RepeatProps & { waitMs: number }) {
  return (
    <MessagePage site={site} title="One moment, please" signUp={form}>
      <p className="lede">
        Many people have just signed up from your network: an office, a school or a mobile operator can be
        one. Please press the button again {inMinutes(waitMs)}.
      </p>
    </MessagePage>
  )
}

export function CrowdedPage({ site, waitMs, ...form }: RepeatProps & { waitMs: number }) {
  return (
    <MessagePage site={site} title="So many at once" signUp={form}>
      <p className="lede">
        More people are signing up at this moment than we dare to write to. Please press the button again{' '}
        {inMinutes(waitMs)}.
      </p>
    </MessagePage>
  )
}

function inMinutes(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  return minutes === 1 ? 'in a minute' : `in ${minutes} minutes`
}
