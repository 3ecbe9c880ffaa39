import { brand } from '../brand.ts'

const { ship, skip, card } = brand.light

/** A filled square beside an outlined one: ship and skip, side by side. */
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="${card}"/><rect x="4" y="9" width="11" height="14" rx="2" fill="${ship}"/><rect x="18.5" y="10.5" width="8" height="11" rx="1" fill="none" stroke="${skip}" stroke-width="3"/></svg>`

export const faviconUrl = `data:image/svg+xml,${encodeURIComponent(svg)}`
