import { createHmac } from 'node:crypto'
import { APIError, betterAuth } from 'better-auth'
import { emailOTP } from 'better-auth/plugins'
import type { Context } from '../context.ts'
import { SIGN_IN_CODE } from '../domain/sign-in-code.ts'

/** Signing in at the desk: a code by mail for a session in a cookie. */
export interface SignIn {
  /** Makes a code, in place of an older one, and hands it to `sendCode`. */
  requestCode(address: string): Promise<void>
  /** Turns a code into a session. A code works once. */
  begin(attempt: Attempt): Promise<BeginOutcome>
  /** The session that a request's cookie was signed for, which may have ended since. @returns its token. */
  sessionOf(headers: Headers): Promise<string | undefined>
  /** The cookie, empty and expired, that has a browser forget its session. */
  readonly forgetCookie: string
}

interface Attempt {
  readonly address: string
  readonly code: string
  /** Of the request: which browser it is. */
  readonly headers: Headers
}

export type BeginOutcome =
  | { readonly outcome: 'begun'; readonly editorId: number; readonly cookies: readonly string[] }
  /** It is not the newest mail's, is too old, or was tried too often: told apart, they would tell whose address it is. */
  | { readonly outcome: 'wrong-code' }

export interface SignInOptions {
  /** Mails a code to an editor. */
  readonly sendCode: (to: { readonly address: string; readonly code: string }) => Promise<void>
}

const SESSION_DAYS = 14

/**
 * Wires better-auth: its only importer. What it would serve by itself is not mounted; our routes call it, behind
 * limits of our own. Sessions end after fourteen days, or with the newest key of SECRET_KEY.
 */
export function createSignIn(
  context: Pick<Context, 'config' | 'db' | 'log'>,
  { sendCode }: SignInOptions,
): SignIn {
  const auth = openAuth(context, { sendCode })
  /** By a request's cookies. What these were signed for never changes, and to find out takes most of a page's time. */
  const sessions = new Map<string, string>()
  return {
    async requestCode(address) {
      await auth.api.sendVerificationOTP({ body: { email: address, type: 'sign-in' } })
    },
    async begin({ address, code, headers }) {
      try {
        const begun = await auth.api.signInEmailOTP({
          body: { email: address, otp: code },
          headers: new Headers({ 'user-agent': headers.get('user-agent') ?? '' }),
          returnHeaders: true,
        })
        return {
          outcome: 'begun',
          editorId: Number(begun.response.user.id),
          cookies: begun.headers.getSetCookie(),
        }
      } catch (error) {
        if (error instanceof APIError && REFUSALS.includes(String(error.body?.code)))
          return { outcome: 'wrong-code' }
        throw error
      }
    },
    async sessionOf(headers) {
      const cookie = headers.get('cookie') ?? ''
      const known = sessions.get(cookie)
      if (known !== undefined) return known
      const found = await auth.api.getSession({ headers: new Headers({ cookie }) })
      if (!found) return undefined
      if (sessions.size === MOST_REMEMBERED) sessions.clear()
      sessions.set(cookie, found.session.token)
      return found.session.token
    },
    forgetCookie: `${sessionCookie(context)}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${isSecure(context) ? '; Secure' : ''}`,
  }
}

const REFUSALS = ['INVALID_OTP', 'OTP_EXPIRED', 'TOO_MANY_ATTEMPTS']

const MOST_REMEMBERED = 1_000

function isSecure({ config }: Pick<Context, 'config'>): boolean {
  return config.site.url.startsWith('https:')
}

/** With the prefix (RFC 6265bis, 4.1.3.2) no other host of the domain can set it. */
function sessionCookie(context: Pick<Context, 'config'>): string {
  return `${isSecure(context) ? '__Host-' : ''}desk-session`
}

function openAuth(context: Pick<Context, 'config' | 'db' | 'log'>, { sendCode }: SignInOptions) {
  const { config, db, log } = context
  const key = config.linkKeys[0]!.key
  const keyed = (purpose: string) => async (text: string) =>
    createHmac('sha256', key).update(`${purpose} ${text}`).digest('base64url')
  return betterAuth({
    baseURL: config.site.url,
    basePath: '/desk/auth',
    secret: createHmac('sha256', key).update('desk sessions').digest('base64url'),
    database: { db, type: 'postgres' },
    user: { modelName: 'editor', fields: { email: 'address', emailVerified: 'addressVerified' } },
    session: {
      modelName: 'editorSession',
      fields: { userId: 'editorId' },
      expiresIn: SESSION_DAYS * 86_400,
      // It ends when it was said to end: looking at a page writes nothing.
      disableSessionRefresh: true,
    },
    verification: { modelName: 'signInCode', storeIdentifier: { hash: keyed('whose sign-in code') } },
    plugins: [
      emailOTP({
        disableSignUp: true,
        otpLength: SIGN_IN_CODE.digits,
        expiresIn: SIGN_IN_CODE.minutes * 60,
        allowedAttempts: SIGN_IN_CODE.attempts,
        // Six digits would be found out at once from a hash without a key.
        storeOTP: { hash: keyed('sign-in code') },
        sendVerificationOTP: ({ email, otp }) => sendCode({ address: email, code: otp }),
      }),
    ],
    advanced: {
      // It looks for a table of passwords and for pictures, which there are none of here.
      database: { generateId: 'serial', validateSchema: false },
      useSecureCookies: false,
      cookies: {
        session_token: { name: sessionCookie(context), attributes: { secure: isSecure(context) } },
      },
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => log.error({ message }, 'signing in failed') },
  })
}
