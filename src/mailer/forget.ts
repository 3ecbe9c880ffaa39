/** The mailbox still has its copies of mails that it was to delete. */
export class ForgetError extends Error {
  override readonly name = 'ForgetError'
}

const TIMEOUT_MS = 5_000

/** Has the mailbox at a base URL delete all mails to an address. */
export async function forgetInMailbox(baseUrl: string, address: string): Promise<void> {
  const request = {
    method: 'POST',
    headers: { authorization: 'Bearer re_mailbox', 'content-type': 'application/json' },
    body: JSON.stringify({ address }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }
  const answer = await fetch(`${baseUrl}/erasures`, request).catch((cause) => {
    throw new ForgetError('The mailbox does not answer; try again.', { cause })
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new ForgetError(`The mailbox answered ${answer.status}; try again.`)
}
