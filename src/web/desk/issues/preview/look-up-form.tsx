import { TextField } from '../../fields.tsx'

/** An address that was looked up, and why nobody was found. */
export interface RefusedLookUp {
  readonly address: string
  readonly problem: string
}

/** Leads to what one subscriber gets. The address goes with a POST, as it must stand in no URL. */
export function LookUpForm({
  issueNumber,
  refused,
}: {
  issueNumber: number
  refused: RefusedLookUp | undefined
}) {
  return (
    <section aria-labelledby="look-up">
      <h2 id="look-up">As a subscriber</h2>
      <form
        className="panel-form"
        method="post"
        action={`/desk/issues/${issueNumber}/preview/subscribers`}
        noValidate
      >
        <TextField
          name="address"
          label="A subscriber’s address"
          hint="Shows which edition they get, or why none. The log keeps that you looked."
          type="email"
          value={refused?.address}
          problem={refused?.problem}
        />
        <button className="quiet" type="submit">
          See what they get
        </button>
      </form>
    </section>
  )
}
