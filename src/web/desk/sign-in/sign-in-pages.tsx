import { SIGN_IN_CODE } from '../../../domain/sign-in-code.ts'
import { CODES_PER_HOUR } from '../../../limits/sign-in-limits.ts'
import { MailboxAside } from '../../parts/mailbox-aside.tsx'
import { Problem } from '../../parts/problem.tsx'
import type { Site } from '../../site.ts'
import { DeskMessage } from '../desk-message.tsx'

export interface SignInPageProps {
  readonly site: Site
  /** Where to go once signed in. */
  readonly next: string
  /** Of a refused attempt. */
  readonly address?: string
  readonly problem?: string
  /** Who can sign in on a laptop with sample content. */
  readonly sampleOwner?: string | undefined
}

export function SignInPage({ site, next, address, problem, sampleOwner }: SignInPageProps) {
  return (
    <DeskMessage site={site} title="Sign in">
      <p className="lede">There is no password. Enter your address, and a code comes to you by mail.</p>
      <form className="panel-form" method="post" action="/desk/codes" noValidate>
        <input type="hidden" name="next" value={next} />
        <p className="field">
          <label htmlFor="address">Your email address</label>
          <Problem id="address-problem" problem={problem} />
          <input
            id="address"
            name="address"
            type="email"
            autoComplete="username"
            required
            defaultValue={address}
            aria-invalid={problem === undefined ? undefined : true}
            aria-describedby={problem === undefined ? undefined : 'address-problem'}
          />
        </p>
        <button type="submit">Send me a code</button>
      </form>
      {sampleOwner === undefined ? null : (
        <p className="aside">
          On this computer, the sample content has made <strong className="address">{sampleOwner}</strong> an
          owner.
        </p>
      )}
    </DeskMessage>
  )
}

export interface CodePageProps {
  readonly site: Site
  readonly next: string
  readonly address: string
  readonly problem?: string
}

/** The same for every address, whether or not a code went there. */
export function CodePage({ site, next, address, problem }: CodePageProps) {
  return (
    <DeskMessage site={site} title="Enter your code">
      <p className="lede">
        If <strong className="address">{address}</strong> may sign in, a code of {SIGN_IN_CODE.digits} digits
        is on its way there. It works for {SIGN_IN_CODE.minutes} minutes. No address is sent more than{' '}
        {CODES_PER_HOUR} in an hour, and only the newest one counts.
      </p>
      <MailboxAside site={site} />
      <form className="panel-form" method="post" action="/desk/sessions" noValidate>
        <input type="hidden" name="next" value={next} />
        <p className="field">
          <label htmlFor="code">The code from the mail</label>
          <Problem id="code-problem" problem={problem} />
          <input
            id="code"
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            maxLength={20}
            aria-invalid={problem === undefined ? undefined : true}
            aria-describedby={problem === undefined ? undefined : 'code-problem'}
          />
        </p>
        <button type="submit">Sign in</button>
      </form>
      <form className="more" method="post" action="/desk/codes">
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="address" value={address} />
        <button className="link" type="submit">
          Send another code
        </button>
        <a href="/desk/sign-in">Use another address</a>
      </form>
    </DeskMessage>
  )
}
