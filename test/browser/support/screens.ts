/** What a page is read on. */
export interface Screen {
  readonly name: string
  readonly width: number
  readonly height: number
}

export const SCREENS: readonly Screen[] = [
  { name: 'a phone', width: 390, height: 844 },
  { name: 'a desktop', width: 1200, height: 900 },
]
