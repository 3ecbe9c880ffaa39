import { vi } from 'vitest'
import type { House } from './house.ts'

interface Envelope {
  readonly id: string
  readonly to: readonly string[]
  readonly subject: string
}

const PATIENCE = { timeout: 30_000, interval: 200 }

/** The newest mail to an address whose subject begins so or is like that, out of the mailbox, as soon as there is one. */
export async function newestMail(
  { url }: House,
  address: string,
  subject: string | RegExp,
): Promise<{ subject: string; html: string }> {
  const isWanted = (given: string) =>
    typeof subject === 'string' ? given.startsWith(subject) : subject.test(given)
  const api = `${url}/mailbox/api/emails`
  return vi.waitFor(async () => {
    for await (const mail of envelopes(api)) {
      if (mail.to.includes(address) && isWanted(mail.subject)) return read(`${api}/${mail.id}`)
    }
    throw new Error(`No mail “${subject}” came to ${address}.`)
  }, PATIENCE)
}

/** All of them, the newest first. */
async function* envelopes(api: string): AsyncGenerator<Envelope> {
  for (let after = ''; ; ) {
    const page = await read<{ has_more: boolean; data: Envelope[] }>(`${api}?limit=100${after}`)
    yield* page.data
    if (!page.has_more) return
    after = `&after=${page.data.at(-1)!.id}`
  }
}

async function read<T>(url: string): Promise<T> {
  return (await fetch(url)).json() as Promise<T>
}
