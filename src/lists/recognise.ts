import { normalise } from './status-words.ts'

/** The cell of a row in the column of a name; empty where the row or the file has none. */
type Cell = (column: string) => string

/** A kind of list, told by its header. */
export interface ListFormat {
  readonly name: string
  /** The columns that tell it from the kinds below it in the table; all of them are there. */
  readonly columns: readonly string[]
  /** Where the address may stand; the first that is there counts. */
  readonly address: readonly string[]
  /** The word for what a row is. */
  status(cell: Cell, file: string): string
  /** When consent was given, the surest column first. */
  readonly since: readonly string[]
  /** When the row stopped being active. */
  readonly left: readonly string[]
}

const ANY_ADDRESS = ['email', 'email_address', 'e_mail', 'e_mail_address', 'mail', 'address']
const MAILCHIMP = {
  name: 'Mailchimp',
  address: ['email_address', 'email', 'e_mail', 'e_mail_address'],
  since: ['confirm_time', 'optin_time'],
}

/**
 * The lists that we read, the particular before the general. The headers are those of real exports, as
 * kept in the tests of Ghost's migration tools (github.com/TryGhost/migrate: mg-mailchimp-members,
 * mg-substack-members-csv, mg-beehiiv-members).
 *
 * Mailchimp writes a file for each status, and only the name of the fourth, of contacts who never
 * subscribed, tells it from the first. Substack's `active_subscription` is about paying: free readers have
 * false and get mail, `email_disabled` says who does not. In beehiiv, `inactive` is who unsubscribed.
 */
export const FORMATS: readonly ListFormat[] = [
  { ...MAILCHIMP, columns: ['CLEAN_TIME'], status: () => 'cleaned', left: ['clean_time'] },
  { ...MAILCHIMP, columns: ['UNSUB_TIME'], status: () => 'unsubscribed', left: ['unsub_time'] },
  {
    ...MAILCHIMP,
    columns: ['OPTIN_TIME', 'CONFIRM_TIME'],
    status: (_cell, file) => (/^nonsubscribed/i.test(file) ? 'nonsubscribed' : 'subscribed'),
    left: [],
  },
  {
    name: 'Substack',
    columns: ['active_subscription', 'email_disabled'],
    address: ['email'],
    status: (cell) =>
      ({ true: 'unsubscribed', false: 'active' })[cell('email_disabled').toLowerCase()] ??
      `email_disabled ${cell('email_disabled')}`,
    since: ['created_at'],
    left: [],
  },
  {
    name: 'Weekly Verdicts',
    columns: ['address', 'status', 'confirmed_at', 'ended_at'],
    address: ['address'],
    status: (cell) => cell('status'),
    since: ['confirmed_at', 'created_at'],
    left: ['ended_at'],
  },
  {
    name: 'beehiiv',
    columns: ['email', 'status', 'created_at'],
    address: ['email'],
    status: (cell) => (cell('unsubscribed_at') ? 'unsubscribed' : cell('status')),
    since: ['created_at'],
    left: ['unsubscribed_at'],
  },
  {
    name: 'CSV',
    columns: ['status'],
    address: ANY_ADDRESS,
    status: (cell) => cell('status'),
    since: ['confirmed_at', 'created_at'],
    left: ['unsubscribed_at'],
  },
  {
    name: 'CSV',
    columns: [],
    address: ANY_ADDRESS,
    status: () => 'active',
    since: ['confirmed_at', 'created_at'],
    left: [],
  },
]

/** A list whose header we know, and where its columns are. */
export interface Recognised {
  readonly format: ListFormat
  readonly addressColumn: string
  cellOf(cells: readonly string[]): Cell
}

/** Finds out what kind of list a header belongs to; nothing when it names no column with addresses. */
export function recognise(header: readonly string[]): Recognised | undefined {
  const columns = new Map(header.map((name, at) => [normalise(name), at] as const).reverse())
  for (const format of FORMATS) {
    const addressColumn = format.address.find((name) => columns.has(name))
    if (!addressColumn || !format.columns.every((name) => columns.has(normalise(name)))) continue
    return {
      format,
      addressColumn,
      cellOf: (cells) => (column) => cells[columns.get(column) ?? -1] ?? '',
    }
  }
  return undefined
}
