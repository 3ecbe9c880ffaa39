import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { checkSources } from '../../../src/actions/comparison/check-sources.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import { smallContent, tool } from '../../actions/content/small-content.ts'
import { checksums } from '../../support/checksums.ts'
import { createTestWeb, type TestWeb } from '../support.ts'
import { type AtDesk, browser, from, signedIn, signInAs } from './support.ts'

let site: TestWeb
let editor: AtDesk
beforeAll(async () => {
  site = await createTestWeb()
  // Some days after what is checked below.
  await sql`update clock set shift = '2026-11-30T12:00Z'::timestamptz - now()`.execute(site.context.db)
  await importContent(site.context, smallContent)
  editor = await signedIn(site.context, site.web, 'editor')
})

const claim = { claim: 'Works offline.', source: 'https://quill.example/offline', checkedOn: '2026-11-01' }
const sourced = {
  ...tool('quill'),
  priceSource: 'https://quill.example/pricing',
  priceCheckedOn: '2026-11-01',
  claims: [claim],
}

async function upload(path: string, content: string | Uint8Array<ArrayBuffer>): Promise<Response> {
  const body = new FormData()
  body.set('file', new File([content], 'content.json'))
  return site.web.request(path, { method: 'POST', body, headers: from(editor.cookie()) })
}

test('an import is run dry first, says field by field what it would change, and then does that', async () => {
  const before = await checksums(site.context)
  const document = JSON.stringify({ tools: [sourced, tool('inkwell'), { ...tool('biro'), name: '<b>Biro' }] })
  const dry = await upload('/desk/content/dry-runs', `\uFEFF${document}`)
  const page = await dry.text()
  expect(dry.status).toBe(200)
  expect(page).toContain('1 would be added, 1 changed; 1 would stay as they are')
  expect(page).toContain('<ins>Works offline. (https://quill.example/offline, checked on 2026-11-01)</ins>')
  expect(page).toContain('<strong>tools:</strong> biro')
  expect(page).not.toContain('<b>Biro')
  expect(await checksums(site.context)).toEqual(before)

  const imported = await editor.post('/desk/content/imports', { document, stamp: stampIn(page) })
  expect(imported.headers.get('location')).toBe('/desk/content?added=1&changed=1')
  expect(await editor.read('/desk/content?added=1&changed=1')).toContain('1 added, 1 changed')
  const again = await editor.post('/desk/content/dry-runs', { document })
  expect(await again.text()).toContain('There is nothing to import')
  const acts = await site.context.db
    .selectFrom('auditEntry')
    .select(['detail', 'editorId'])
    .where('kind', '=', 'content-imported')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  expect(acts).toEqual({ detail: '1 added, 1 changed', editorId: editor.id })
})

const stampIn = (page: string) => /name="stamp" value="([^"]+)"/.exec(page)![1]!

test('what somebody saved since the dry run is not overwritten: it is shown first', async () => {
  const document = JSON.stringify({ tools: [{ ...sourced, tagline: 'From the file.' }] })
  const stamp = stampIn(await (await editor.post('/desk/content/dry-runs', { document })).text())
  await importContent(site.context, { tools: [{ ...sourced, tagline: 'From a colleague.' }] })
  const refused = await editor.post('/desk/content/imports', { document, stamp })
  expect(refused.status).toBe(409)
  const page = await refused.text()
  expect(page).toContain('Nothing was imported')
  expect(page).toContain('<del>From a colleague.</del>')
  const imported = await editor.post('/desk/content/imports', { document, stamp: stampIn(page) })
  expect(imported.headers.get('location')).toBe('/desk/content?added=0&changed=1')
  await importContent(site.context, { tools: [sourced] })
})

test('a check on a day to come is refused, by whatever way it comes', async () => {
  const document = JSON.stringify({ tools: [{ ...sourced, priceCheckedOn: '2999-01-01' }] })
  const refused = await editor.post('/desk/content/dry-runs', { document })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('is still to come')
  expect(await importContent(site.context, JSON.parse(document))).toEqual({
    outcome: 'refused',
    problems: [
      {
        path: 'tools[0].priceCheckedOn',
        message: 'is still to come: it is the day of a check that was made',
      },
    ],
  })
})

test('what is exported holds the sources, and importing it changes nothing', async () => {
  const answer = await editor.post('/desk/content/exports')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="content.json"')
  const newest = site.context.db.selectFrom('auditEntry').select(['editorId', 'kind']).orderBy('id', 'desc')
  expect(await newest.executeTakeFirst()).toEqual({ editorId: editor.id, kind: 'content-exported' })
  const text = await answer.text()
  expect(JSON.parse(text).tools).toContainEqual(sourced)
  const dry = await editor.post('/desk/content/dry-runs', { document: text })
  expect(await dry.text()).toContain('There is nothing to import')
})

test('a wrong document is refused with every problem and its place, and what was pasted stays', async () => {
  const refused = async (document: string, path = '/desk/content/dry-runs') => {
    const answer = await editor.post(path, { document })
    expect(answer.status).toBe(422)
    return answer.text()
  }
  const broken = await refused('{\n  "tools": [,]\n}')
  expect(broken).toContain('It is not JSON: line 2, column 13 should have a value or')
  expect(broken).toContain('&quot;tools&quot;: [,]')
  const wrong = await refused('{"tools": [{"slug": "x"}], "tags": 1}')
  expect(wrong).toContain('<code>tools[0].name</code> is missing')
  expect(wrong).toContain('<code>tags</code> is not a known key')
  expect(await refused('{"tools": 1}', '/desk/content/imports')).toContain('must be a list')
  expect(await refused('[]')).toContain('The document must be an object')
  expect(await refused('')).toContain('Choose a file, or paste a document')
  const latin1 = await upload('/desk/content/dry-runs', new Uint8Array([0x22, 0xe9, 0x22]))
  expect(await latin1.text()).toContain('is not UTF-8 text')
})

test('a document may have megabytes', async () => {
  const tools = Array.from({ length: 1000 }, (_, index) => ({
    ...tool(`large-${index}`),
    description: 'x'.repeat(1900),
  }))
  const dry = await upload('/desk/content/dry-runs', JSON.stringify({ tools }))
  expect(await dry.text()).toContain('1000 would be added')
  const huge = await upload('/desk/content/dry-runs', ' '.repeat(11 * 1024 * 1024))
  expect(huge.status).toBe(413)
})

test('a price or claim is marked once it was checked more than ninety days ago, and readers see its source', async () => {
  await editor.post('/desk/comparisons/quill-vs-inkwell/publication', { version: '1' })
  const read = await (await site.web.request('/compare/quill-vs-inkwell')).text()
  expect(read).toContain('href="https://quill.example/pricing"')
  expect(read).toContain('Works offline.')
  expect(await editor.read('/desk/tools/quill')).not.toContain('>Stale<')
  expect(await checkSources(site.context, ['quill-vs-inkwell', 'nothing'])).toMatchObject([
    {
      comparison: 'quill-vs-inkwell',
      tool: 'inkwell',
      toolName: 'INKWELL',
      claim: null,
      trouble: 'unsourced',
    },
  ])
  // Sessions end after fourteen days.
  await site.database.pass('91 days')
  const later = browser(site.web, await signInAs(site.context, site.web, editor.address))
  for (const path of [
    '/desk/tools?q=quill',
    '/desk/tools/quill',
    '/desk/comparisons',
    '/desk/comparisons/quill-vs-inkwell',
  ]) {
    expect(await later.read(path), path).toContain('>Stale<')
  }
  expect(await checkSources(site.context, ['quill-vs-inkwell'])).toMatchObject([
    { tool: 'quill', claim: null, trouble: 'stale', checkedOn: '2026-11-01' },
    { tool: 'quill', claim: 'Works offline.', trouble: 'stale' },
    { tool: 'inkwell', trouble: 'unsourced' },
  ])
})

test('a long text outlives a session that ended in mid-edit', async () => {
  const at = browser(site.web, await signInAs(site.context, site.web, editor.address))
  const version = /name="version" value="(\d+)"/.exec(await at.read('/desk/tools/inkwell'))![1]!
  await at.post('/desk/account/sign-out')
  const description = `First “line” <b>.\r\n\r\n${'Many words. '.repeat(150)}End`
  const { slug: _, ...texts } = tool('inkwell')
  const ended = await at.post('/desk/tools/inkwell', { ...texts, description, version })
  expect(ended.status).toBe(401)
  const page = await ended.text()
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name, value]) => [name!, unescaped(value!)] as const,
  )
  const again = browser(site.web, await signInAs(site.context, site.web, editor.address))
  expect((await again.post('/desk/tools/inkwell', fields)).status).toBe(303)
  const row = await site.context.db
    .selectFrom('currentTool')
    .select('description')
    .where('slug', '=', 'inkwell')
    .executeTakeFirstOrThrow()
  expect(row.description).toBe(description.replaceAll('\r\n', '\n'))
})

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
}
