/**
 * A mail's HTML as a page: a mail program has landmarks of its own around each mail, and here the mail is all
 * there is.
 */
export function mailAsPage(html: string): string {
  return html.replace(/<body\b[^>]*>/, '$&<main>').replace('</body>', '</main></body>')
}
