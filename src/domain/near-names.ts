const LEAST_LIKENESS = 0.4

/** The names that what was typed is most like, the likest first: "Pelwright" is meant for "Pellwright". */
export function nearNames(typed: string, names: readonly string[], most: number): string[] {
  const wanted = padded(typed)
  const pairs = Array.from({ length: wanted.length - 1 }, (_, at) => wanted.slice(at, at + 2))
  return names
    .map((name) => ({ name, likeness: likeness(pairs, padded(name)) }))
    .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ name }) => name)
}

/** With the edges of its words, so that they count as letters do. */
function padded(text: string): string {
  return ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
}

/** Dice's coefficient, about: 1 where each two letters beside each other are in both, 0 where none are. */
function likeness(pairs: readonly string[], other: string): number {
  const common = pairs.filter((pair) => other.includes(pair)).length
  return (2 * common) / (pairs.length + other.length - 1)
}
