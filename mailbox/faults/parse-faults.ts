import { z } from 'zod'
import { type FaultName, faultNames, faultTable, type Setting } from './fault-table.ts'

/** One switch, as it is set. */
export interface FaultSetting {
  readonly name: FaultName
  /** How many requests it strikes; until it is switched off, unless given. */
  readonly times?: number | undefined
  /** How many requests it lets pass before. */
  readonly skip?: number | undefined
  /** Only requests to an address that contains this, whatever the case, are struck or counted. */
  readonly matching?: string | undefined
  /** The refusal is kept under the idempotency key, as an acceptance is. */
  readonly remember?: boolean | undefined
  /** How long: the wait before an answer, or the one that it asks for. Default: 1. */
  readonly seconds?: number | undefined
}

const wholeFrom = (least: number) => {
  const error = `must be a whole number from ${least}`
  return z.int({ error }).min(least, { error }).optional()
}

const setting = z
  .strictObject({
    name: z.enum(faultNames, { error: `must be one of ${faultNames.join(', ')}` }),
    times: wholeFrom(1),
    skip: wholeFrom(0),
    matching: z.string({ error: 'must be a text' }).min(1, { error: 'must not be empty' }).optional(),
    remember: z.boolean({ error: 'must be true or false' }).optional(),
    seconds: z
      .number({ error: 'must be a number' })
      .min(0, { error: 'must be 0 or more' })
      .max(3600, { error: 'must be 3600 or less' })
      .optional(),
  })
  .superRefine((given, context) => {
    const takes: readonly Setting[] = faultTable[given.name].takes
    for (const option of ['matching', 'remember', 'seconds'] as const) {
      if (given[option] === undefined || takes.includes(option)) continue
      context.addIssue({ code: 'custom', path: [option], message: `is nothing that ${given.name} takes` })
    }
  })

const settings = z.array(setting, { error: 'must be an array' })

/** @throws {FaultError} that names each field that is wrong, and what it must be. */
export function parseFaults(input: unknown): FaultSetting[] {
  const parsed = settings.safeParse(input)
  if (parsed.success) return parsed.data
  throw new FaultError(parsed.error.issues.map(({ path, message }) => `${fieldOf(path)}: ${message}`))
}

/** A switch cannot be set like that. */
export class FaultError extends Error {
  override readonly name = 'FaultError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('; '))
    this.problems = problems
  }
}

/** `faults[2].times` */
function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (field, part) => field + (typeof part === 'number' ? `[${part}]` : `.${String(part)}`),
    'faults',
  )
}
