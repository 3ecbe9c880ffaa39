/** One event of a stream. */
export interface Heard {
  readonly event: string
  readonly data: string
}

/** What a stream of server-sent events says, one by one. */
export async function* eventsOf(stream: Response): AsyncGenerator<Heard> {
  let text = ''
  for await (const bytes of stream.body!) {
    text += Buffer.from(bytes).toString()
    const whole = text.split('\n\n')
    text = whole.pop()!
    for (const block of whole) {
      const field = (name: string) => block.match(new RegExp(`^${name}: ?(.*)$`, 'm'))?.[1] ?? ''
      yield { event: field('event'), data: field('data') }
    }
  }
}

/** The numbers of a send's table, as they stand on the page. */
export function numbersIn({ data }: Heard): { columns: number[]; audience: number } {
  const { html } = JSON.parse(data) as { html: string }
  const numbers = [...html.matchAll(/<td>([\d,]+)<\/td>/g)].map(([, digits]) =>
    Number(digits!.replaceAll(',', '')),
  )
  return { columns: numbers.slice(0, -1), audience: numbers.at(-1)! }
}
