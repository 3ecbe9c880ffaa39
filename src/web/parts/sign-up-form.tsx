import { consentWords } from '../../domain/consent-words.ts'
import type { Site } from '../site.ts'

export interface SignUpFormProps {
  readonly site: Site
  /** The path of the page that shows the form, with no token in it: it is recorded with the consent. */
  readonly page: string
  /** What a refused attempt had typed, and what is wrong with it. */
  readonly refused?: { readonly address: string; readonly problem: string }
}

/** The form that asks for the newsletter. At most one a page. */
export function SignUpForm({ site, page, refused }: SignUpFormProps) {
  return (
    // The server checks alone: browsers would refuse addresses that mail servers take.
    <form className="sign-up" method="post" action="/subscriptions" noValidate>
      <input type="hidden" name="page" value={page} />
      <label htmlFor="address">Your email address</label>
      {refused === undefined ? null : (
        <p className="problem" id="address-problem">
          {refused.problem}
        </p>
      )}
      <div className="field">
        <input
          id="address"
          name="address"
          type="email"
          autoComplete="email"
          required
          defaultValue={refused?.address}
          aria-invalid={refused === undefined ? undefined : true}
          aria-describedby={refused === undefined ? 'consent' : 'address-problem consent'}
        />
        <button type="submit">Subscribe</button>
      </div>
      <p className="consent" id="consent">
        {consentWords(site.name)}
      </p>
    </form>
  )
}
