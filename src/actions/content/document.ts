import * as z from 'zod'
import { COMPARISON_STATUSES } from '../../domain/comparison.ts'
import type { ContentDocument } from '../../domain/content-document.ts'
import { PUBLICATIONS } from '../../domain/publication.ts'
import { day, line, prose, slug, source, strict } from './fields.ts'

const status = (withdrawn: string) =>
  z.enum(PUBLICATIONS).default('published').describe(`${withdrawn} It may be left out: it is published then.`)

const category = strict({
  slug: slug('Names the category in URLs and in "tools".'),
  name: line(120, 'What readers see: "Developer Tools".'),
  status: status('A withdrawn category is not offered to readers any more.'),
}).describe('What kind of tool it is.')

const reviewer = strict({
  slug: slug('Names the reviewer in "reviews".'),
  name: line(120, 'What readers see: "The Skeptic".'),
  perspective: line(200, 'What this seat looks for.'),
  status: status('The reviews of a withdrawn reviewer count nowhere.'),
}).describe('One seat on the panel. New reviewers are seated in the order they are listed.')

const claim = strict({
  claim: line(300, 'What is claimed: "Works offline".'),
  source: source('The https address where it can be checked.'),
  checkedOn: day('When it was last checked there.'),
}).describe('Something that is said of a tool, with where it can be checked.')

const MOST_CLAIMS = 20

const tool = strict({
  slug: slug('Names the tool in URLs, in "reviews" and in "comparisons".'),
  name: line(120, 'What readers see.'),
  tagline: line(200, 'The tool in one line.'),
  description: prose(2000, 'What it is and whom it is for, in Markdown.'),
  category: slug('The slug of its category.'),
  entryPrice: line(60, 'The first half of the pricing read: "Free", "$20 a month".'),
  pricingNote: line(300, 'The second half: what the entry price buys. It may be left out.', 0).default(''),
  priceSource: source('The https address where the price can be checked. It may be left out.').optional(),
  priceCheckedOn: day('When the price was last checked there. It may be left out.').optional(),
  claims: z.array(claim).max(MOST_CLAIMS).optional().describe('What its texts claim. It may be left out.'),
  status: status('A withdrawn tool is in no published comparison.'),
}).describe('A product under review.')

const verdict = z.enum(['ship', 'skip'])

const review = strict({
  tool: slug('The slug of the tool.'),
  reviewer: slug('The slug of the reviewer.'),
  verdict: verdict.describe('What the reviewer says of the tool.'),
  quote: prose(5000, 'Why, in the words of the reviewer.'),
  status: status('A withdrawn review counts nowhere.'),
}).describe('One reviewer on one tool.')

const comparison = strict({
  slug: slug('Names the comparison in its URL.'),
  tools: z.tuple([slug('The left tool.'), slug('The right tool.')]).describe('The slugs of two tools.'),
  bottomLine: prose(2000, 'What the comparison comes down to, in Markdown. It may be left out.', 0).default(
    '',
  ),
  status: z.enum(COMPARISON_STATUSES).default('published').describe('Only published comparisons are shown.'),
}).describe('Two tools side by side.')

/**
 * A content document as JSON. What it lists is added, or changed where it differs; what it leaves out stays
 * as it is.
 */
export const contentDocument = strict({
  $schema: z.string().optional().describe('Where this schema is, for editors that complete and check JSON.'),
  categories: z.array(category).default([]).describe('What kinds of tools there are.'),
  reviewers: z.array(reviewer).default([]).describe('The panel, in the order of its seats.'),
  tools: z.array(tool).default([]).describe('The products under review.'),
  reviews: z.array(review).default([]).describe('What the panel says: one review a reviewer and tool.'),
  comparisons: z.array(comparison).default([]).describe('What the newsletter is made of.'),
}).meta({
  title: 'Content of Weekly Verdicts',
  description: 'Things point at each other by slug, at what the document lists or what was imported before.',
}) satisfies z.ZodType<ContentDocument>
