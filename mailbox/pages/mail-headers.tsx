import type { Mail } from '../mail.ts'

type Row = readonly [name: string, value: string]

export function MailHeaders({ mail }: { readonly mail: Mail }) {
  return (
    <>
      <Table caption="Headers" rows={headersOf(mail)} />
      {mail.tags.length > 0 ? (
        <Table caption="Tags" rows={mail.tags.map(({ name, value }) => [name, value])} />
      ) : (
        <p className="none">This mail has no tags.</p>
      )}
    </>
  )
}

function Table({ caption, rows }: { readonly caption: string; readonly rows: readonly Row[] }) {
  return (
    <table>
      <caption>{caption}</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={`${name}: ${value}`}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The fields of the request that become headers, then those it named itself. */
function headersOf(mail: Mail): Row[] {
  const fields: (readonly [string, readonly string[] | null])[] = [
    ['From', [mail.from]],
    ['To', mail.to],
    ['Cc', mail.cc],
    ['Bcc', mail.bcc],
    ['Reply-To', mail.replyTo],
    ['Subject', [mail.subject]],
    ['Date', [mail.createdAt.toUTCString()]],
    ['Resend id', [mail.id]],
  ]
  return [
    ...fields.flatMap(([name, values]): Row[] => (values ? [[name, values.join(', ')]] : [])),
    ...Object.entries(mail.headers),
  ]
}
