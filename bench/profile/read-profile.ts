import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { now } from '../now.ts'
import type { Stage } from './stages.ts'

export interface StageShare {
  readonly stage: string
  /** Of the time in which the process was not idle: 0 to 1. */
  readonly share: number
}

interface Profile {
  /** Microseconds of the clock that process.hrtime() reads, the same for all processes of a machine. */
  readonly startTime: number
  readonly nodes: readonly ProfileNode[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

interface ProfileNode {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string }
  readonly children?: readonly number[]
}

const IDLE = '(idle)'
/** What V8 accounts for by itself, whoever caused it. */
const ENGINE = new Map([
  ['(garbage collector)', 'garbage'],
  ['(program)', 'native'],
])
const OTHER = 'Node and the rest'

/** The time, on the wall clock in milliseconds, that is of interest. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** Sums the profile that a process left in a folder by stages, the largest first. */
export function readProfile(folder: string, stages: readonly Stage[], span: Span): StageShare[] {
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'))
  if (!file) throw new Error(`The worker left no profile in ${folder}.`)
  return sumStages(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile, stages, span)
}

function sumStages(
  { startTime, nodes, samples, timeDeltas }: Profile,
  stages: readonly Stage[],
  { from, until }: Span,
): StageShare[] {
  const wallMinusProfile = now() * 1000 - Number(process.hrtime.bigint() / 1000n)
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  )
  const known = new Map<number, string>()
  const sums = new Map<string, number>()
  let at = startTime + wallMinusProfile
  samples.forEach((id, index) => {
    at += timeDeltas[index]!
    if (at < from * 1000 || at > until * 1000) return
    const stage = known.get(id) ?? stageOf(id)
    known.set(id, stage)
    if (stage !== IDLE) sums.set(stage, (sums.get(stage) ?? 0) + timeDeltas[index]!)
  })
  const all = [...sums.values()].reduce((total, us) => total + us, 0)
  return [...sums].map(([stage, us]) => ({ stage, share: us / all })).sort((a, b) => b.share - a.share)

  function stageOf(id: number): string {
    const leaf = byId.get(id)!.callFrame.functionName
    if (leaf === IDLE) return IDLE
    const engine = ENGINE.get(leaf)
    if (engine) return engine
    for (let node: number | undefined = id; node !== undefined; node = parents.get(node)) {
      const { url } = byId.get(node)!.callFrame
      const found = stages.find(({ files }) => files.test(url))
      if (found) return found.stage
    }
    return OTHER
  }
}
