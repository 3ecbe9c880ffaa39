import { parseJson } from '../api/parse-json.ts'

/** All addresses that a sending request names, as far as it can be read. */
export function addressesIn(body: Uint8Array): string[] {
  try {
    return [parseJson(body)].flat().flatMap(recipients)
  } catch {
    return []
  }
}

function recipients(mail: unknown): string[] {
  const { to, cc, bcc } = (mail ?? {}) as Readonly<Record<string, unknown>>
  return [to, cc, bcc].flat().filter((address) => typeof address === 'string')
}
