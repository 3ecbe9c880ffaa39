/** One figure that was measured, and under which conditions. */
export interface Finding {
  /** What was measured, such as `end to end`. */
  readonly measure: string
  /** Under which conditions, such as `100,000 readers, postgres`. */
  readonly case: string
  readonly figure: string
  readonly value: number
  readonly unit: string
  /** The row of GOALS that it is held to. */
  readonly goal?: GoalName
}

/** What the figures are to reach, on two cores with everything on the same machine. */
export const GOALS = {
  'end to end': { better: 'more', least: 10_000, aim: 20_000 },
  'against batch.send': { better: 'more', least: 40, aim: 80 },
  'cpu a recipient': { better: 'less', least: 160, aim: 80 },
  splice: { better: 'less', least: 10, aim: 5 },
  'due to first request': { better: 'less', least: 1, aim: 0.25 },
  'prepare a million': { better: 'less', least: 60, aim: 15 },
  'prepare 32 editions': { better: 'less', least: 1.2, aim: 1.05 },
  'worker memory': { better: 'less', least: 250, aim: 250 },
  'worker memory growth': { better: 'less', least: 10, aim: 10 },
  'rate share': { better: 'more', least: 98, aim: 99 },
  'too many': { better: 'less', least: 0, aim: 0 },
  'webhooks a second': { better: 'more', least: 8_000, aim: 12_000 },
  'webhooks p99': { better: 'less', least: 15, aim: 10 },
  'sign-ups a second': { better: 'more', least: 5_000, aim: 10_000 },
  'sign-ups p99': { better: 'less', least: 15, aim: 10 },
  'desk p99': { better: 'less', least: 100, aim: 50 },
} as const satisfies Record<string, Goal>
export type GoalName = keyof typeof GOALS

interface Goal {
  readonly better: 'more' | 'less'
  readonly least: number
  readonly aim: number
}

/** Where a figure stands: below what is asked for, at that, or where we want it. */
export function verdict({ value, goal }: Finding): 'missed' | 'met' | 'aim' | undefined {
  if (!goal) return undefined
  const { better, least, aim } = GOALS[goal]
  const reaches = (mark: number) => (better === 'more' ? value >= mark : value <= mark)
  if (reaches(aim)) return 'aim'
  return reaches(least) ? 'met' : 'missed'
}
