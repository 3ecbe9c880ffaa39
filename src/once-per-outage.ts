/** Passes the first of a row of failures on, and then at most one in a while: an outage is one piece of news. */
export function oncePerOutage(report: (error: Error) => void, quietMs = 60_000): (error: Error) => void {
  let last = Number.NEGATIVE_INFINITY
  return (error) => {
    const now = performance.now()
    if (now - last < quietMs) return
    last = now
    report(error)
  }
}
