import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { email, emails, startMailbox } from './support.ts'

const mailbox = await startMailbox()

async function page(path: string) {
  const response = await mailbox.get(path)
  return { status: response.status, headers: response.headers, html: await response.text() }
}

async function send(over: object = {}): Promise<string> {
  return (await (await mailbox.post('/api/emails', { ...email, ...over })).json()).id
}

test('an empty mailbox says so', async () => {
  const { status, html, headers } = await page('/')
  expect(status).toBe(200)
  expect(html).toContain('No mail yet')
  expect(headers.get('x-robots-tag')).toBe('noindex')
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  // The icon that its pages name is one that they may load.
  expect(html).toContain('<link rel="icon" href="data:,"')
  expect(headers.get('content-security-policy')).toContain('; img-src data:;')
})

test('the pages escape what a mail brings', async () => {
  const evil = '<script>alert(1)</script>'
  const id = await send({
    subject: `Sub ${evil}`,
    from: '"&\'" <a@b.co>',
    html: `<p>${evil}</p>`,
    text: `text ${evil}`,
    headers: { 'X-Evil': evil },
  })
  const views = ['desktop', 'phone', 'text', 'headers', 'source'].map((view) => `/${id}?view=${view}`)
  for (const path of ['/', `/?search=${encodeURIComponent(evil)}`, ...views]) {
    const { status, html } = await page(path)
    expect(status).toBe(200)
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;script&gt;')
  }
})

test('a mail is framed without scripts, and its links open in a new tab', async () => {
  const id = await send({
    html: '<!doctype html><html lang="en"><head><title>x</title></head><p>Hi</p></html>',
  })
  const { html } = await page(`/${id}`)
  expect(html).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
  expect(html).toContain(`src="/mailbox/${id}/html?scheme=light"`)
  const framed = await page(`/${id}/html`)
  expect(framed.html).toMatch(/^<!doctype html><html lang="en"><head><base target="_blank"><title>/)
  expect(framed.headers.get('content-security-policy')).toContain(
    "default-src 'none'; style-src 'unsafe-inline'",
  )
  expect(framed.headers.get('content-security-policy')).toContain('sandbox allow-popups')
})

test('the frame shows the mail as in a light or a dark client', async () => {
  const id = await send({
    html:
      '<meta content="light dark" name="color-scheme">' +
      '<style>:root{color-scheme:light dark} @media (prefers-color-scheme: dark) and (min-width: 1px) {p{color:red}}</style>' +
      '<p media="(prefers-color-scheme:light)">about (prefers-color-scheme: dark)</p>',
  })
  const light = (await page(`/${id}/html?scheme=light`)).html
  const dark = (await page(`/${id}/html?scheme=dark`)).html
  expect(light).toContain('@media (min-width:999999px) and (min-width: 1px)')
  expect(light).toContain('media="(min-width:0)"')
  expect(dark).toContain('<meta content="only dark" name="color-scheme"><style>:root{color-scheme:only dark}')
  expect(dark).toContain('@media (min-width:0) and (min-width: 1px)')
  expect(dark).toContain('media="(min-width:999999px)"')
  expect(dark).toContain('>about (prefers-color-scheme: dark)<')
  expect((await page(`/${id}?scheme=dark`)).html).toContain(`/${id}/html?scheme=dark`)
})

test('a mail of plain text only shows its text, and says that it has no HTML', async () => {
  const id = await send({ html: undefined, text: 'Line one\n  line two' })
  expect((await page(`/${id}`)).html).toContain('<pre class="text">Line one\n  line two</pre>')
  expect((await page(`/${id}?view=phone`)).html).toContain('This mail has no HTML.')
  expect((await page(`/${id}/html`)).status).toBe(404)
})

test('headers and tags have their own view', async () => {
  const id = await send({ headers: { 'List-Id': '<v.dev>' }, tags: [{ name: 'delivery', value: 'd-9' }] })
  const { html } = await page(`/${id}?view=headers`)
  expect(html).toContain('<th scope="row">List-Id</th><td>&lt;v.dev&gt;</td>')
  expect(html).toContain('<th scope="row">delivery</th><td>d-9</td>')
})

test('what is not there is a page with 404', async () => {
  for (const path of ['/7', '/0197f3a0-0000-4000-8000-000000000000', '/a/b/c', "/'; drop table mail"]) {
    const { status, html } = await page(path)
    expect(status).toBe(404)
    expect(html).toContain('Not in the mailbox')
  }
})

test('mounted, the mailbox is found with and without a slash', async () => {
  const site = new Hono().route('/mailbox', mailbox.app)
  expect((await site.request('/mailbox')).status).toBe(200)
  const slash = await site.request('/mailbox/')
  expect([slash.status, slash.headers.get('location')]).toEqual([302, '/mailbox'])
  expect((await site.request('/mailbox/api/emails?limit=1')).status).toBe(200)
})

test('the search takes words of subject, recipient and sender, and signs as they are', async () => {
  await send({ subject: 'Über 100% ÄPFEL', to: 'grace@hopper.org', from: 'Desk_1 <desk@weekly.dev>' })
  for (const search of ['äpfel', 'GRACE@hopper', '100%', 'desk_1 über']) {
    expect((await page(`/?search=${encodeURIComponent(search)}`)).html).toContain('1 mail for')
  }
  for (const search of ['100_', 'äpfel nothing', '\\', 'a\0b']) {
    expect((await page(`/?search=${encodeURIComponent(search)}`)).html).toContain('No matches')
  }
})

test('the list pages to older mails and back', async () => {
  await mailbox.post('/api/emails/batch', emails(60, { subject: 'Paged' }))
  const first = (await page('/?search=paged')).html
  expect(first).toContain('60 mails for')
  expect(first).not.toContain('Newer')
  const older = /href="\/mailbox(\?[^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&')
  const second = (await page(`/${older}`)).html
  expect(second.match(/<li>/g)).toHaveLength(10)
  expect(second).not.toContain('Older')
  const newer = /href="\/mailbox(\?[^"]*before=[^"]*)"/.exec(second)?.[1]?.replaceAll('&amp;', '&')
  const back = (await page(`/${newer}`)).html
  expect(back.match(/<li>/g)).toHaveLength(50)
  expect(back).not.toContain('Newer')
  expect(back).toContain('Older')
})
