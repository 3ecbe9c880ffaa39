import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Comparison } from '../../src/domain/comparison.ts'
import { findContradiction } from '../../src/domain/contradiction.ts'
import { tally, type Verdict } from '../../src/domain/verdict.ts'

type Names = readonly [string, string]

function comparison(
  [left, right]: Names,
  bottomLine: string,
  panel: readonly [Verdict[], Verdict[]],
): Comparison {
  const side = (name: string, verdicts: Verdict[]) =>
    ({ name, panelVerdict: tally(verdicts) }) as Comparison['tools'][0]
  return {
    slug: 'a-vs-b',
    status: 'published',
    tools: [side(left, panel[0]), side(right, panel[1])],
    bottomLine,
    recordedAt: new Date(),
  }
}

const SKIPPED: Verdict[] = ['skip', 'skip', 'ship']
const SHIPPED: Verdict[] = ['ship', 'ship', 'skip']
const names = ['Quill', 'Reed 2.0'] as const
const contradicts = (bottomLine: string, panel: readonly [Verdict[], Verdict[]] = [SKIPPED, SHIPPED]) =>
  findContradiction(comparison(names, bottomLine, panel))

describe('a bottom line contradicts the panel', () => {
  test.each([
    'Take Quill.',
    'All in all, pick Quill if you write.',
    'Most should go with Quill',
    'Start with the QUILL.',
  ])('where it says "%s" of the tool that most of it skips', (bottomLine) => {
    expect(contradicts(bottomLine)).toEqual({ recommended: 'Quill', other: 'Reed 2.0' })
  })

  test('whichever side the tool is on, and whatever its name is made of', () => {
    expect(contradicts('Choose Reed 2.0.', [SHIPPED, SKIPPED])).toEqual({
      recommended: 'Reed 2.0',
      other: 'Quill',
    })
    expect(contradicts('Choose Reed 2x0.', [SHIPPED, SKIPPED])).toBeUndefined()
  })
})

describe('nothing is said', () => {
  test.each([
    ['where it recommends what the panel ships', 'Take Reed 2.0.'],
    ['where it recommends both', 'Take Quill for letters. Choose Reed 2.0 for books.'],
    ['where it recommends neither', 'Quill has its place.'],
    ['where it advises against', 'Don’t take Quill.'],
    ['where nobody should', 'Nobody should pick Quill.'],
    ['where another tool is meant', 'Take Quillfish.'],
    ['where it names it in another way', 'Those who choose Quill regret it.'],
  ])('%s', (_, bottomLine) => {
    expect(contradicts(bottomLine)).toBeUndefined()
  })

  test.each<[string, [Verdict[], Verdict[]]]>([
    ['the panel skips both', [SKIPPED, SKIPPED]],
    ['the panel is divided', [['ship', 'skip'], SHIPPED]],
    ['one seat alone has spoken', [['skip'], SHIPPED]],
    ['nobody has spoken', [[], []]],
  ])('where %s', (_, panel) => {
    expect(contradicts('Take Quill.', panel)).toBeUndefined()
  })
})

interface Sample {
  readonly tools: { slug: string; name: string }[]
  readonly reviews: { tool: string; verdict: Verdict }[]
  readonly comparisons: { slug: string; tools: [string, string]; bottomLine: string }[]
}
const sample: Sample = JSON.parse(readFileSync(new URL('../../sample/content.json', import.meta.url), 'utf8'))

const judged = (turn: (verdict: Verdict) => Verdict) =>
  sample.comparisons.flatMap(({ slug, tools, bottomLine }) => {
    const nameOf = (tool: string) => sample.tools.find((one) => one.slug === tool)!.name
    const panel = (tool: string) =>
      sample.reviews.filter((one) => one.tool === tool).map(({ verdict }) => turn(verdict))
    const names: Names = [nameOf(tools[0]), nameOf(tools[1])]
    return findContradiction(comparison(names, bottomLine, [panel(tools[0]), panel(tools[1])])) ? [slug] : []
  })

test('the sample contradicts itself nowhere, and with its verdicts turned round where it takes sides', () => {
  expect(judged((verdict) => verdict)).toEqual([])
  expect(judged((verdict) => (verdict === 'ship' ? 'skip' : 'ship'))).toEqual(['pellwright-vs-mergantle'])
})
