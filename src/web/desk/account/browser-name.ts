/** In the order in which they are looked for: several call themselves what others are called as well. */
const BROWSERS = ['Firefox', 'Edg', 'OPR', 'Chrome', 'Safari'] as const
const SYSTEMS = ['iPhone', 'iPad', 'Android', 'Mac OS X', 'Windows', 'Linux'] as const
const NAMES: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'a Mac' }

/** "Firefox on Linux", as far as a browser tells. */
export function browserName(userAgent: string | null): string {
  const named = (names: readonly string[]) => {
    const found = names.find((name) => userAgent?.includes(name))
    return found && (NAMES[found] ?? found)
  }
  const browser = named(BROWSERS) ?? 'A browser'
  const system = named(SYSTEMS)
  return system ? `${browser} on ${system}` : browser
}
