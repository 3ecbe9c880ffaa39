import type { Comparison } from './comparison.ts'
import type { Tally } from './verdict.ts'

export interface Contradiction {
  /** The names of the tools. */
  readonly recommended: string
  readonly other: string
}

/**
 * Whether a bottom line sends readers to the tool that most of the panel skips while most of it ships the
 * other. It is sure of a recommendation only where a sentence bids to take one tool by its name ("Take Quill",
 * "Start with Quill") or says that it wins, and none bids to take the other; "Don't take Quill" is none. Where a bottom line is more
 * subtle than that, it says nothing.
 */
export function findContradiction({
  tools: [left, right],
  bottomLine,
}: Comparison): Contradiction | undefined {
  const [skipped, shipped] = isSkipped(left.panelVerdict) ? [left, right] : [right, left]
  if (!isSkipped(skipped.panelVerdict) || !isShipped(shipped.panelVerdict)) return undefined
  // "Take **Quill**" is as good as "Take Quill".
  const text = bottomLine.replaceAll(/[*_`]/g, '')
  if (!recommends(text, skipped.name) || recommends(text, shipped.name)) return undefined
  return { recommended: skipped.name, other: shipped.name }
}

const BIDS =
  '(?:take|pick|choose|get|buy|use|try|ship|prefer|install|recommend|go (?:with|for)|start with|stick with|switch to)'

function recommends(text: string, name: string): boolean {
  const bid = new RegExp(
    `(\\S+\\s+)?(\\S+\\s+)?(?:\\b${BIDS}\\s+(?:the\\s+)?${escaped(name)}(?![\\p{L}\\p{N}])|${escaped(name)}\\s+wins\\b)`,
    'giu',
  )
  return [...text.matchAll(bid)].some(([, before = '', last = '']) => !DENIED.test(before + last))
}

/** In the two words before the bid. */
const DENIED = /(?:n['’]t|\b(?:not|never|nobody|cannot|hardly|who|skeptics?|skip|than|to))\s+(?:\S+\s+)?$/i

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s+')
}

function isSkipped({ ships, total }: Tally): boolean {
  return total >= 2 && ships * 2 < total
}

function isShipped({ ships, total }: Tally): boolean {
  return total >= 2 && ships * 2 > total
}
