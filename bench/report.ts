import { type Finding, GOALS, verdict } from './finding.ts'
import type { Machine } from './machine.ts'

export function describe({
  cpu,
  cores,
  memoryGb,
  platform,
  node,
  postgres,
  redis,
  ...rest
}: Machine): string {
  return [
    `${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}`,
    `Node ${node}, PostgreSQL ${postgres}, ${redis ? `Redis ${redis}` : 'no Redis'}`,
    `commit ${rest.commit}${rest.changed ? ' with changes' : ''}`,
  ].join('\n')
}

/** One line a figure, under its measure and case, with the goal where there is one. */
export function table(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ figure }) => figure.length)) + 2
  const lines: string[] = []
  let heading = ''
  for (const finding of findings) {
    const current = `${finding.measure}: ${finding.case}`
    if (current !== heading) lines.push(...(heading ? [''] : []), current)
    heading = current
    const value = `${formatted(finding.value)} ${finding.unit}`.trimEnd()
    lines.push(`  ${finding.figure.padEnd(width)}${value.padStart(18)}${goal(finding)}`)
  }
  return lines.join('\n')
}

function formatted(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: Number.isInteger(value) ? 0 : digits })
}

const WORDS = { missed: 'MISSED', met: 'met', aim: 'met, aim reached' }

function goal(finding: Finding): string {
  const outcome = verdict(finding)
  if (!finding.goal || !outcome) return ''
  const { better, least, aim } = GOALS[finding.goal]
  const sign = better === 'more' ? '>=' : '<='
  const aims = aim === least ? '' : `, aim ${formatted(aim)}`
  return `   ${sign} ${formatted(least)}${aims}: ${WORDS[outcome]}`
}
