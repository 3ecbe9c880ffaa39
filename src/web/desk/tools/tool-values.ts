import type { ToolEntry } from '../../../domain/content-document.ts'
import { proposeSlug } from '../../../domain/slug.ts'
import type { Values } from '../writing/filled-form.tsx'

/** How many rows for further claims a form has. */
const SPARE_ROWS = 3

const CLAIM_PARTS = ['claim', 'source', 'checkedOn'] as const

/** What stands in the fields of a tool's form. */
export function toolValues({ claims = [], ...tool }: ToolEntry): Values {
  const texts = Object.entries(tool).map(([name, value]) => [name, value ?? ''])
  const rows = claims.flatMap((claim, index) =>
    CLAIM_PARTS.map((part) => [`claims[${index}].${part}`, claim[part]]),
  )
  return Object.fromEntries([...texts, ...rows])
}

/** What was typed, its claims without empty rows between them: so a problem is found at its row again. */
export function tidyClaims(typed: Values): Values {
  const others = Object.entries(typed).filter(([name]) => !name.startsWith('claims['))
  const rows = readClaims(typed).flatMap((claim, index) =>
    CLAIM_PARTS.map((part) => [`claims[${index}].${part}`, claim[part]]),
  )
  return Object.fromEntries([...others, ...rows])
}

/** A tool as it would stand in a content document. */
export function readTool(typed: Values, slug = typed.slug?.trim() || proposeSlug(typed.name ?? '')) {
  const text = (name: string) => typed[name] ?? ''
  return {
    slug,
    name: text('name'),
    tagline: text('tagline'),
    description: text('description'),
    category: text('category'),
    entryPrice: text('entryPrice'),
    pricingNote: text('pricingNote'),
    priceSource: text('priceSource').trim() || undefined,
    priceCheckedOn: text('priceCheckedOn').trim() || undefined,
    claims: readClaims(typed),
  }
}

/** The places of the rows that a form shows: those that are taken by either version, and some to spare. */
export function claimRows(...values: readonly Values[]): number[] {
  const taken = Math.max(0, ...values.map((typed) => readClaims(typed).length))
  return Array.from({ length: taken + SPARE_ROWS }, (_, index) => index)
}

function readClaims(typed: Values): Record<(typeof CLAIM_PARTS)[number], string>[] {
  const places = Object.keys(typed).flatMap((name) => {
    const place = /^claims\[(\d{1,3})\]\.claim$/.exec(name)?.[1]
    return place === undefined ? [] : [Number(place)]
  })
  return places
    .toSorted((a, b) => a - b)
    .map((place) => {
      const part = (name: string) => typed[`claims[${place}].${name}`]?.trim() ?? ''
      return { claim: part('claim'), source: part('source'), checkedOn: part('checkedOn') }
    })
    .filter((claim) => Object.values(claim).some(Boolean))
}
