export function inDigits(count: number): string {
  return count.toLocaleString('en-GB')
}

/** "1 mail", "1,200 mails". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${inDigits(count)} ${count === 1 ? one : many}`
}
