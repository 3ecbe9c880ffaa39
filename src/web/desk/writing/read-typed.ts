import { readForm } from '../../read-form.ts'
import type { DeskRequest } from '../desk-parts.ts'
import type { Values } from './filled-form.tsx'

/**
 * What was typed into a form, each line ending as in JSON; where a suggestion was pressed, that stands in its field.
 * Nothing is too long here: the field says so.
 */
export async function readTyped(c: DeskRequest): Promise<Values> {
  const fields = Object.entries(await readForm(c))
  const { take = '', ...typed } = Object.fromEntries(
    fields.flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.replaceAll(/\r\n?/g, '\n')]] : [],
    ),
  )
  const [, name = '', value = ''] = /^(\S+) (.*)$/.exec(take) ?? []
  return name in typed ? { ...typed, [name]: value } : typed
}

/** The version that a form was made from. What is none collides with every other. */
export function readBase({ version = '' }: Values): number {
  return /^[1-9]\d{0,8}$/.test(version) ? Number(version) : 0
}
