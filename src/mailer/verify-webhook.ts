import { Resend } from 'resend'

export type Verdict =
  | { readonly outcome: 'genuine'; readonly payload: unknown }
  /** Signed with our secret, but no JSON. */
  | { readonly outcome: 'unreadable' }
  /** Not signed with our secret, or longer than five minutes ago. */
  | { readonly outcome: 'forged'; readonly reason: string }
  /** Nothing can be checked: the secret itself is none. */
  | { readonly outcome: 'unusable-secret' }

export interface SignedBody {
  readonly id: string
  readonly timestamp: string
  readonly signature: string
  /** As it arrived: the signature is over its bytes. */
  readonly body: string
}

/** Checks a webhook's signature as Resend's SDK does. That it was not seen before is the caller's to check. */
export function createWebhookVerifier(secret: string): (signed: SignedBody) => Verdict {
  // The key is asked for, though checking a signature calls nobody.
  const { webhooks } = new Resend('re_unused')
  return ({ body, ...headers }) => {
    try {
      const payload = webhooks.verify({ payload: body, headers, webhookSecret: secret })
      return payload === undefined ? { outcome: 'unreadable' } : { outcome: 'genuine', payload }
    } catch (error) {
      return verdictOf(error as Error)
    }
  }
}

/** The SDK throws what its libraries throw; their classes are not exported. */
function verdictOf(error: Error): Verdict {
  if (error.name === 'WebhookVerificationError') return { outcome: 'forged', reason: error.message }
  if (error instanceof SyntaxError) return { outcome: 'unreadable' }
  return { outcome: 'unusable-secret' }
}
