const LONGEST = 100

/** A slug made from a name: "Crème & Co." becomes "creme-co". Empty when no letter or digit can be kept. */
export function proposeSlug(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-|-$/g, '')
}
