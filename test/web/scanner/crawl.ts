import type { Web } from '../support.ts'

/**
 * Follows links as a scanner does, each with GET and with HEAD, breadth first, and never leaves the site.
 * @returns the status of each path that was asked for.
 */
export async function crawl(
  web: Pick<Web, 'request'>,
  origin: string,
  starts: readonly string[],
): Promise<Map<string, number>> {
  const visited = new Map<string, number>()
  const queue = [...starts]
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (visited.has(path)) continue
    const response = await web.request(path)
    visited.set(path, response.status)
    await web.request(path, { method: 'HEAD' })
    queue.push(...linksIn(await bodyOf(response), origin), ...linksIn(location(response), origin))
  }
  return visited
}

/** Of what does not end by itself, nothing. */
async function bodyOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text()
  await response.body?.cancel()
  return ''
}

/**
 * The paths of our own site that a page, a mail or a header names, be it as links or as the targets of forms, and
 * be it within a text that shows the source of another.
 */
export function linksIn(text: string, origin: string): string[] {
  return [...text.replaceAll(/&(?:quot|lt|gt);/g, '"').matchAll(LINKS)]
    .map(([whole, attribute]) => (attribute ?? whole).replaceAll('&amp;', '&'))
    .filter((link) => URL.canParse(link, origin))
    .map((link) => new URL(link, origin))
    .filter((url) => url.origin === origin)
    .map(({ pathname, search }) => pathname + search)
}

const LINKS = /\b(?:href|src|action|formaction)="([^"]*)"|https?:\/\/[^\s"'<>\\]+/g

function location({ headers }: Response): string {
  return `href="${headers.get('location') ?? ''}"`
}
