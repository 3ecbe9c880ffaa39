import type { FrozenIssue } from '../domain/frozen-issue.ts'
import { createBufferPool } from './buffer-pool.ts'
import { type IssueBody, prepareIssueBody } from './issue-body.ts'

/** The issues that are being sent, each readied once. */
export interface IssueBodies {
  /** `frozenAt` tells one freeze of an issue from another: a draft can be frozen again. */
  of(
    issue: { readonly issueNumber: number; readonly frozenAt: Date },
    load: () => Promise<FrozenIssue>,
  ): Promise<IssueBody>
}

/** Two issues at most are in flight, but for an archive's worth of unknown batches. */
const KEPT = 2

export function createIssueBodies(): IssueBodies {
  const buffers = createBufferPool()
  const bodies = new Map<string, Promise<IssueBody>>()

  async function ready(name: string, load: () => Promise<FrozenIssue>): Promise<IssueBody> {
    try {
      return prepareIssueBody(await load(), buffers)
    } catch (error) {
      bodies.delete(name)
      throw error
    }
  }

  return {
    of({ issueNumber, frozenAt }, load) {
      const name = `${issueNumber} ${frozenAt.getTime()}`
      const body = bodies.get(name) ?? ready(name, load)
      bodies.delete(name)
      bodies.set(name, body)
      if (bodies.size > KEPT) bodies.delete(bodies.keys().next().value!)
      return body
    },
  }
}
