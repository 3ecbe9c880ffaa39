// What a reader can ask for on their preferences page, and then confirms from a mail. Each form stands alone.

export interface ErrandFormProps {
  /** The reader's. */
  readonly token: string
}

export interface ChangeAddressFormProps extends ErrandFormProps {
  /** What a refused attempt had typed, and what is wrong with it. */
  readonly refused?: { readonly address: string; readonly problem: string }
}

export function ChangeAddressForm({ token, refused }: ChangeAddressFormProps) {
  return (
    // The server checks alone: browsers would refuse addresses that mail servers take.
    <form className="sign-up" method="post" action={`/preferences/${token}/address`} noValidate>
      <label htmlFor="new-address">Your new email address</label>
      {refused === undefined ? null : (
        <p className="problem" id="new-address-problem">
          {refused.problem}
        </p>
      )}
      <div className="field">
        <input
          id="new-address"
          name="address"
          type="email"
          autoComplete="email"
          required
          defaultValue={refused?.address}
          aria-invalid={refused === undefined ? undefined : true}
          aria-describedby={refused === undefined ? 'new-address-way' : 'new-address-problem new-address-way'}
        />
        <button type="submit">Move my subscription</button>
      </div>
      <p className="consent" id="new-address-way">
        We first ask at your present address whether you mean it, then at the new one.
      </p>
    </form>
  )
}

export function DownloadForm({ token }: ErrandFormProps) {
  return (
    <form method="post" action={`/preferences/${token}/download`}>
      <p>Everything that we hold about you, as one file: a mail brings you the link to it.</p>
      <button className="quiet" type="submit">
        Ask for my data
      </button>
    </form>
  )
}

export function ErasureForm({ token }: ErrandFormProps) {
  return (
    <form method="post" action={`/preferences/${token}/erasure`}>
      <p>Everything that we hold about you, erased: a mail asks whether you mean it.</p>
      <button className="quiet" type="submit">
        Ask for erasure
      </button>
    </form>
  )
}
