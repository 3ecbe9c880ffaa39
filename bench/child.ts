/** What a process of the bench's own tells the one that started it. */
export interface ChildMessage {
  readonly kind: string
  readonly [field: string]: unknown
}

// Ctrl-C in a terminal reaches every process: the parent ends its children in its own order.
process.on('SIGINT', () => undefined)
process.on('disconnect', () => process.exit(0))

export function tellParent(message: ChildMessage): void {
  process.send?.(message)
}

/** Answers the parent's questions by their names. */
export function answerParent(answers: Readonly<Record<string, () => unknown>>): void {
  process.on('message', ({ ask }: { ask: string }) => {
    tellParent({ kind: ask, answer: answers[ask]!() })
  })
}
