/** What an editor signs in with, by mail. */
export const SIGN_IN_CODE = { digits: 6, minutes: 10, attempts: 3 } as const
