import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** An error as Resend answers it: https://resend.com/docs/api-reference/errors */
export interface Problem {
  readonly statusCode: ContentfulStatusCode
  readonly name: string
  readonly message: string
}

export const problems = {
  missingApiKey: {
    statusCode: 401,
    name: 'missing_api_key',
    message: 'Missing API key in the authorization header. Send `Authorization: Bearer <any key>`.',
  },
  invalidKey: {
    statusCode: 400,
    name: 'invalid_idempotency_key',
    message: 'The idempotency key must be between 1-256 chars.',
  },
  otherBody: {
    statusCode: 409,
    name: 'invalid_idempotent_request',
    message: 'Same idempotency key used with a different request payload.',
  },
  running: {
    statusCode: 409,
    name: 'concurrent_idempotent_requests',
    message: 'Same idempotency key used while original request is still in progress.',
  },
  rateLimit: {
    statusCode: 429,
    name: 'rate_limit_exceeded',
    message: 'Too many requests. Wait for the seconds of the `retry-after` header.',
  },
  malformed: {
    statusCode: 400,
    name: 'validation_error',
    message: 'The request body is not valid JSON.',
  },
  tooLarge: {
    statusCode: 413,
    name: 'validation_error',
    message: 'The request body is larger than 40 MB.',
  },
  noSuchMail: { statusCode: 404, name: 'not_found', message: 'Email not found.' },
  noSuchPath: { statusCode: 404, name: 'not_found', message: 'The requested endpoint does not exist.' },
  method: {
    statusCode: 405,
    name: 'method_not_allowed',
    message: 'Method is not allowed for the requested path.',
  },
  failed: {
    statusCode: 500,
    name: 'internal_server_error',
    message: 'The mailbox could not store or read the mail. Is its database up?',
  },
} as const satisfies Record<string, Problem>

export function invalid(message: string): Problem {
  return { statusCode: 422, name: 'validation_error', message }
}

export function missing(field: string): Problem {
  return { statusCode: 422, name: 'missing_required_field', message: `Missing ${field} field.` }
}
