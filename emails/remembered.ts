/** More than the parts that an issue and what monthly readers get with it are made of. */
const MOST_PARTS = 200

/**
 * A pure function that remembers its newest answers by what it was asked, as JSON. An issue is looked at, checked and
 * approved again and again before it goes out, and each time nearly all of it is as it was.
 */
export function remembered<Asked extends readonly unknown[], Answer>(
  make: (...asked: Asked) => Answer,
  { most = MOST_PARTS } = {},
): (...asked: Asked) => Answer {
  const answers = new Map<string, Answer>()
  return (...asked) => {
    const key = JSON.stringify(asked)
    const answer = answers.get(key) ?? make(...asked)
    answers.delete(key)
    answers.set(key, answer)
    if (answers.size > most) answers.delete(answers.keys().next().value!)
    return answer
  }
}

/** A pure function of something that never changes: what it makes of it is kept for as long as the thing itself is. */
export function madeOnce<Thing extends object, Made extends object>(
  make: (thing: Thing) => Made,
): (thing: Thing) => Made {
  const made = new WeakMap<Thing, Made>()
  return (thing) => {
    const kept = made.get(thing) ?? make(thing)
    made.set(thing, kept)
    return kept
  }
}
