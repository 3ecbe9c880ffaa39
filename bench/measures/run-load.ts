import type { Bench } from '../bench.ts'
import type { GoalName } from '../finding.ts'
import { watchCpu } from '../house/cpu.ts'
import { startChild } from '../house/start-child.ts'
import type { LoadResult } from '../load/latencies.ts'
import type { SignUpRequests, WebhookRequests } from '../load/requests.ts'

export interface LoadScene {
  readonly measure: 'webhooks' | 'sign-ups'
  readonly case: string
  readonly web: { readonly pid: number }
  /** Where it has a part in what is measured. */
  readonly worker?: { readonly pid: number }
  readonly requests: Omit<WebhookRequests, 'most'> | Omit<SignUpRequests, 'most'>
  /** The status that says that it was done. */
  readonly success: number
}

/** More a second than this machine will answer: so many are made before the clock runs. */
const MOST_A_SECOND = 20_000

/** Posts from a process of its own, and reports how many a second were answered, and how fast. */
export async function runLoad(bench: Bench, scene: LoadScene): Promise<LoadResult> {
  const { loadSeconds: seconds, warmUpSeconds, connections } = bench.options
  bench.progress.now('making requests')
  const load = startChild(bench.house.processes, 'load/main.ts', {
    ...scene.requests,
    seconds,
    connections,
    warmUpSeconds,
    most: MOST_A_SECOND * (seconds + warmUpSeconds),
  })
  await Promise.race([load.heard('ready'), bench.stopped])
  bench.progress.now(`posting over ${connections} connections`)
  const watch = watchCpu({
    web: scene.web,
    worker: scene.worker,
    postgres: { pid: bench.house.postmaster, family: true },
    load,
  })
  await load.ask('go')
  const result = (await Promise.race([load.heard('done'), bench.stopped])) as unknown as LoadResult
  const cpu = watch?.read()
  await load.stop()
  report(bench, scene, result)
  for (const [name, used] of Object.entries(cpu?.used ?? {})) {
    if (name === 'machine') continue
    const figure = `processor time a request: ${name}`
    bench.found({ measure: scene.measure, case: scene.case, figure, value: used / result.posted, unit: 'µs' })
  }
  return result
}

function report({ found }: Bench, { measure, case: name, success }: LoadScene, result: LoadResult): void {
  const scene = { measure, case: name }
  const perSecond = `${measure} a second` satisfies GoalName
  const p99 = `${measure} p99` satisfies GoalName
  const done = result.statuses[success] ?? 0
  found({ ...scene, figure: 'answered', value: done / result.seconds, unit: '/s', goal: perSecond })
  found({ ...scene, figure: 'p50', value: result.p50, unit: 'ms' })
  found({ ...scene, figure: 'p99', value: result.p99, unit: 'ms', goal: p99 })
  found({ ...scene, figure: 'slowest', value: result.max, unit: 'ms' })
  found({ ...scene, figure: `answers other than ${success}`, value: result.requests - done, unit: '' })
}
