import type { ContentDocument } from '../../../src/domain/content-document.ts'

/** A little of everything: two tools, two seats on the panel, three reviews, one comparison. */
export const smallContent = {
  categories: [
    { slug: 'writing', name: 'Writing', status: 'published' },
    { slug: 'design', name: 'Design', status: 'published' },
  ],
  reviewers: [
    { slug: 'the-skeptic', name: 'The Skeptic', perspective: 'What breaks first.', status: 'published' },
    { slug: 'the-builder', name: 'The Builder', perspective: 'Whether it holds.', status: 'published' },
  ],
  tools: [tool('quill'), tool('inkwell')],
  reviews: [
    { tool: 'quill', reviewer: 'the-builder', verdict: 'ship', quote: 'It holds.', status: 'published' },
    { tool: 'quill', reviewer: 'the-skeptic', verdict: 'skip', quote: 'It spills.', status: 'published' },
    { tool: 'inkwell', reviewer: 'the-skeptic', verdict: 'ship', quote: 'It does not.', status: 'published' },
  ],
  comparisons: [
    {
      slug: 'quill-vs-inkwell',
      tools: ['quill', 'inkwell'],
      bottomLine: 'Take the inkwell.',
      status: 'published',
    },
  ],
} satisfies ContentDocument

export function tool(slug: string) {
  return {
    slug,
    name: slug.toUpperCase(),
    tagline: 'Writes.',
    description: 'First paragraph.\n\nSecond paragraph.',
    category: 'writing',
    entryPrice: 'Free',
    pricingNote: 'One hand.',
    status: 'published' as const,
  }
}
