import type { Comparison } from '../../src/domain/comparison.ts'
import type { Review } from '../../src/domain/review.ts'
import type { JudgedTool } from '../../src/domain/tool.ts'
import { tally, type Verdict } from '../../src/domain/verdict.ts'
import { QUOTES, REVIEWERS } from './sample-quotes.ts'

/** A comparison of the size that editors write: eight quotes of some 110 words each. */
export function sampleComparison(left: string, right: string, seed = 0): Comparison {
  return {
    slug: `${slugOf(left)}-vs-${slugOf(right)}`,
    status: 'published',
    tools: [sampleTool(left, seed), sampleTool(right, seed + 1)],
    bottomLine: `Take ${left} if your work comes in long, dull stretches that a patient machine can carry overnight. Take ${right} if you would rather keep the whole thing on hardware you can kick. The panel leans to the first, by the width of one invoice.`,
    recordedAt: new Date('2026-11-02T09:00:00Z'),
  }
}

export function sampleTool(name: string, seed = 0): JudgedTool {
  const reviews = REVIEWERS.map((reviewer, i): Review => {
    const quote = QUOTES[(i + 4 * (seed % 2)) % QUOTES.length]!
    return { reviewer, verdict: verdictOf(seed, i), quote: quote.replaceAll('{tool}', name) }
  })
  return {
    slug: slugOf(name),
    name,
    tagline: 'Hand over the tedious part, and get it back before breakfast',
    description: `${name} takes a job you describe in a paragraph, runs it in a room of its own, and returns with a result and a record of every step. It asks when it is unsure, stops when it is told to, and keeps its notes where the whole team can read them. Most people will meet it through the browser, though the command line is where it is quickest.`,
    category:
      seed % 3 === 2
        ? { slug: 'writing', name: 'Writing' }
        : { slug: 'developer-tools', name: 'Developer Tools' },
    entryPrice: seed % 2 === 0 ? 'Free' : '$20 a month',
    pricingNote: seed % 2 === 0 ? 'fifty runs a month, one at a time' : 'unlimited runs for one seat',
    reviews,
    panelVerdict: tally(reviews.map(({ verdict }) => verdict)),
    communityVote: seed % 2 === 0 ? { ships: 0, total: 0 } : { ships: 214, total: 301 },
  }
}

function verdictOf(seed: number, seat: number): Verdict {
  return (seed * 3 + seat * seat) % 4 === 1 ? 'skip' : 'ship'
}

function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-')
}
