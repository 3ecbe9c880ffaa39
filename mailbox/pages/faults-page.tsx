import { base } from '../base.ts'
import type { FaultState } from '../faults/create-faults.ts'
import { type Fault, type FaultName, faultNames, faultTable, type Setting } from '../faults/fault-table.ts'
import { Layout } from './layout.tsx'

export interface FaultsPageProps {
  readonly on: readonly FaultState[]
  /** What was wrong with the switch that was to be set. */
  readonly problems: readonly string[]
}

/** By what becomes of the mails, as that is what a sender has to find out. */
const groups: readonly { readonly title: string; readonly has: (fault: Fault) => boolean }[] = [
  { title: 'The mails are not taken', has: ({ mails }) => mails === 'not stored' },
  { title: 'The mails are taken, but the answer does not say so', has: ({ mails }) => mails === 'stored' },
  {
    title: 'The mails are taken as always',
    has: ({ mails, act }) => mails === 'as always' && !('webhooks' in act),
  },
  { title: 'Webhooks', has: ({ act }) => 'webhooks' in act },
]

export function FaultsPage({ on, problems }: FaultsPageProps) {
  return (
    <Layout title="Faults – Mailbox">
      <a href={base}>← All mails</a>
      <h1 className="title">Faults</h1>
      <p className="lead">
        What can go wrong between a sender and Resend, to be switched on here. Of those that apply to a
        request the first strikes, and all that concern webhooks. A restart switches all of them off.
      </p>
      {problems.length > 0 && (
        <section className="alert" role="alert">
          <h2>Nothing was switched on</h2>
          {problems.map((problem) => (
            <p key={problem}>{problem.replace(/^faults\[0\]\.?/, '')}</p>
          ))}
        </section>
      )}
      <SwitchedOn on={on} />
      {groups.map(({ title, has }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul className="faults">
            {faultNames
              .filter((name) => has(faultTable[name]))
              .map((name) => (
                <FaultForm key={name} name={name} />
              ))}
          </ul>
        </section>
      ))}
    </Layout>
  )
}

function SwitchedOn({ on }: { readonly on: readonly FaultState[] }) {
  if (on.length === 0) return <p className="none-on">Nothing is switched on.</p>
  return (
    <section>
      <h2>Switched on</h2>
      <ol className="faults">
        {on.map((fault, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells two of one name apart
          <li key={place}>
            <div>
              <strong>{fault.name}</strong> <span>{describe(fault)}</span>
            </div>
            <form method="post" action={`${base}/faults/off`}>
              <input type="hidden" name="place" value={place} />
              <button type="submit" aria-label={`Switch off ${fault.name}`}>
                Switch off
              </button>
            </form>
          </li>
        ))}
      </ol>
      <form method="post" action={`${base}/faults/off`}>
        <input type="hidden" name="place" value="all" />
        <button type="submit">Switch all off</button>
      </form>
    </section>
  )
}

function FaultForm({ name }: { readonly name: FaultName }) {
  const { says, takes, act }: Fault = faultTable[name]
  return (
    <li>
      <div>
        <strong id={`${name}-name`}>{name}</strong> <span>{says}</span>
        {'refuse' in act && <small>{` ${act.refuse.statusCode} ${act.refuse.name}`}</small>}
      </div>
      <form method="post" action={`${base}/faults`} aria-labelledby={`${name}-name`}>
        <input type="hidden" name="name" value={name} />
        <NumberField fault={name} name="times" label="Times" least={1} hint="until switched off" />
        <button type="submit" aria-label={`Switch on ${name}`}>
          Switch on
        </button>
        <details>
          <summary>More</summary>
          <NumberField fault={name} name="skip" label="Requests to let pass before" least={0} hint="0" />
          {takes.map((setting) => (
            <SettingField key={setting} fault={name} setting={setting} />
          ))}
        </details>
      </form>
    </li>
  )
}

interface NumberFieldProps {
  readonly fault: FaultName
  readonly name: string
  readonly label: string
  readonly least: number
  readonly hint: string
}

function NumberField({ fault, name, label, least, hint }: NumberFieldProps) {
  const id = `${fault}-${name}`
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} type="number" min={least} step={1} placeholder={hint} />
    </p>
  )
}

function SettingField({ fault, setting }: { readonly fault: FaultName; readonly setting: Setting }) {
  const id = `${fault}-${setting}`
  switch (setting) {
    case 'seconds':
      return <NumberField fault={fault} name="seconds" label="Seconds" least={0} hint="1" />
    case 'matching':
      return (
        <p className="field">
          <label htmlFor={id}>Only to addresses that contain</label>
          <input id={id} name="matching" maxLength={200} autoComplete="off" placeholder="any address" />
        </p>
      )
    case 'remember':
      return (
        <p className="field check">
          <input id={id} name="remember" type="checkbox" />
          <label htmlFor={id}>Keep the refusal under the idempotency key</label>
        </p>
      )
  }
}

function describe({ times, skip, matching, remember, seconds, struck }: FaultState): string {
  const parts = [
    times === undefined ? `struck ${struck}, until switched off` : `struck ${struck} of ${times}`,
    skip ? `lets ${skip} pass before` : '',
    matching === undefined ? '' : `only to addresses that contain “${matching}”`,
    remember ? 'kept under the idempotency key' : '',
    seconds === undefined ? '' : `${seconds} s`,
  ]
  return parts.filter(Boolean).join(' · ')
}
