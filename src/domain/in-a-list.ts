const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** "this, that and the other". */
export function inAList(words: readonly string[]): string {
  return list.format(words)
}
