import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { now } from '../now.ts'
import type { Stage } from './stages.ts'

/** What part of the time a stage took, or a single function without the ones it called. */
interface Share {
  readonly name: string
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

/** Process, thread, number: other threads leave profiles of their own. */
const MAIN_THREAD = /\.0\.\d+\.cpuprofile$/
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

/** Both have the largest first. */
export interface Shares {
  readonly stages: readonly Share[]
  readonly functions: readonly Share[]
}

/** Sums the profile that a process left in a folder. */
export function readProfile(folder: string, stages: readonly Stage[], span: Span): Shares {
  const file = readdirSync(folder).find((name) => MAIN_THREAD.test(name))
  if (!file) throw new Error(`The worker left no profile in ${folder}.`)
  return sumUp(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile, stages, span)
}

function sumUp(
  { startTime, nodes, samples, timeDeltas }: Profile,
  stages: readonly Stage[],
  { from, until }: Span,
): Shares {
  const wallMinusProfile = now() * 1000 - Number(process.hrtime.bigint() / 1000n)
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  )
  const known = new Map<number, string>()
  const sums = { stages: new Map<string, number>(), functions: new Map<string, number>() }
  let at = startTime + wallMinusProfile
  samples.forEach((id, index) => {
    at += timeDeltas[index]!
    if (at < from * 1000 || at > until * 1000) return
    const stage = known.get(id) ?? stageOf(id)
    known.set(id, stage)
    if (stage === IDLE) return
    add(sums.stages, stage, timeDeltas[index]!)
    add(sums.functions, title(byId.get(id)!), timeDeltas[index]!)
  })
  return { stages: shares(sums.stages), functions: shares(sums.functions) }

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

function add(sums: Map<string, number>, name: string, us: number): void {
  sums.set(name, (sums.get(name) ?? 0) + us)
}

function shares(sums: ReadonlyMap<string, number>): Share[] {
  const all = [...sums.values()].reduce((total, us) => total + us, 0)
  return [...sums].map(([name, us]) => ({ name, share: us / all })).sort((a, b) => b.share - a.share)
}

/** `parse (parser.js)`. */
function title({ callFrame: { functionName, url } }: ProfileNode): string {
  return `${functionName || 'nameless'}${url ? ` (${basename(url)})` : ''}`
}
