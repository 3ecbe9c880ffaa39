import { consentWords } from '../../domain/consent-words.ts'
import type { Site } from '../site.ts'
import { BallotFields, type BallotFieldsProps } from './ballot-fields.tsx'
import { Problem } from './problem.tsx'
import { SelectionFields, type SelectionFieldsProps } from './selection-fields.tsx'

export interface SignUpFormProps {
  readonly site: Site
  /** The path of the page that shows the form, with no token in it: it is recorded with the consent. */
  readonly page: string
  /** What a refused attempt had typed, and what is wrong with it. */
  readonly refused?: { readonly address: string; readonly problem?: string | undefined } | undefined
  /** What an attempt had typed that is to be repeated; the time its form was shown counts on. */
  readonly repeat?: { readonly address: string; readonly shown?: string | undefined }
  /** Lets a visitor vote on the way. */
  readonly ballot?: BallotFieldsProps | undefined
  /** Lets them choose at once what they get; after that, through their link. */
  readonly selection?: SelectionFieldsProps | undefined
}

/** The form that asks for the newsletter. At most one a page. */
export function SignUpForm({ site, page, refused, repeat, ballot, selection }: SignUpFormProps) {
  const problem = refused?.problem
  return (
    // The server checks alone: browsers would refuse addresses that mail servers take.
    <form className="sign-up" method="post" action="/subscriptions" noValidate>
      <input type="hidden" name="page" value={page} />
      <input type="hidden" name="shown" value={repeat?.shown ?? site.formTime()} />
      <Honeypot />
      {ballot ? <BallotFields {...ballot} /> : null}
      {selection ? (
        <details open={selection.problems !== undefined}>
          <summary>Choose categories and how often, now or later</summary>
          <SelectionFields {...selection} />
        </details>
      ) : null}
      <label htmlFor="address">Your email address</label>
      <Problem id="address-problem" problem={problem} />
      <div className="field">
        <input
          id="address"
          name="address"
          type="email"
          autoComplete="email"
          required
          defaultValue={refused?.address ?? repeat?.address}
          aria-invalid={problem === undefined ? undefined : true}
          aria-describedby={problem === undefined ? 'consent' : 'address-problem consent'}
        />
        <button type="submit">{ballot?.paper ? 'Vote and subscribe' : 'Subscribe'}</button>
      </div>
      <p className="consent" id="consent">
        {consentWords(site.name)}
      </p>
      {ballot?.paper ? (
        <p className="consent">
          Your vote counts once you confirm your address. Subscribed already? The mail that you get then opens
          your votes, and one press saves them.
        </p>
      ) : null}
    </form>
  )
}

/** Styled away, so that only a program fills it in. No browser completes it: it is named like nothing of a person's. */
function Honeypot() {
  return (
    <p className="honeypot" aria-hidden="true">
      <label htmlFor="comment">Leave this empty</label>
      <input id="comment" name="comment" tabIndex={-1} autoComplete="off" />
    </p>
  )
}
