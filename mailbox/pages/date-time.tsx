const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

/** A time on this machine's clock: the one who reads is sitting at it. */
export function DateTime({ value }: { readonly value: Date }) {
  return <time dateTime={value.toISOString()}>{format.format(value)}</time>
}
