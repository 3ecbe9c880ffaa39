/**
 * The line beside the subject in lists of mails, as a mail's HTML holds it: the first thing in its body, hidden,
 * before the spaces that keep the text after it out of the list.
 */
export function preheaderOf(html: string): string {
  const [, written = ''] =
    /<body[^>]*>(?:<[^>]*>)*?<div [^>]*data-skip-in-text="true"[^>]*>([^<]*)/.exec(html) ?? []
  return written.replaceAll(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_, code, name) =>
    code ? String.fromCodePoint(Number(code)) : NAMED[name as keyof typeof NAMED],
  )
}

/** What React escapes; see render-html.ts for the rest. */
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"' } as const
