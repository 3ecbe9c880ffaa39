/** Passes the first of a row of failures on, and then at most one in a while: an outage is one piece of news. */
export function oncePerOutage<News = Error>(
  report: (news: News) => void,
  quietMs = 60_000,
): (news: News) => void {
  let last = Number.NEGATIVE_INFINITY
  return (news) => {
    const now = performance.now()
    if (now - last < quietMs) return
    last = now
    report(news)
  }
}
