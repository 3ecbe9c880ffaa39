import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAddressScanner } from '../../bench/sink/scan-addresses.ts'

const local = fc.stringMatching(/^[a-z0-9-]{1,20}$/)
const anywhere = fc.constantFrom('readers.bench', 'elsewhere.org')
/** Texts that try to look like what is searched for. */
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('"to":"reader-1@readers.bench"', '\\"to":["a@readers.bench"', 'write to b@readers.bench'),
)
const mail = fc.record({
  from: fc.constant('Weekly Verdicts <news@verdicts.bench>'),
  to: fc
    .tuple(local, anywhere, fc.boolean())
    .map(([name, domain, list]) => (list ? [`${name}@${domain}`] : `${name}@${domain}`)),
  subject: text,
  html: text,
  headers: fc.dictionary(fc.constantFrom('X-To', 'List-Id'), text),
})

test('the scan finds whom JSON.parse finds, in their order, however the request is cut into chunks', () => {
  fc.assert(
    fc.property(
      fc.array(mail, { maxLength: 6 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 400 })),
      (mails, sizes) => {
        const body = Buffer.from(JSON.stringify(mails))
        const parsed = (JSON.parse(body.toString()) as { to: string | string[] }[])
          .map(({ to }) => String(to))
          .filter((address) => address.endsWith('@readers.bench'))
          .map((address) => address.split('@')[0])
        expect(scan(body, sizes)).toEqual(parsed)
      },
    ),
    { numRuns: 1_000 },
  )
})

function scan(body: Buffer, sizes: Iterator<number>): string[] {
  const found: string[] = []
  const scanner = createAddressScanner((bytes, from, to) => found.push(bytes.toString('latin1', from, to)))
  for (let from = 0; from < body.length; ) {
    const size = sizes.next().value as number
    scanner.push(Buffer.from(body.subarray(from, from + size)))
    from += size
  }
  return found
}
