/** What the desk sees of the queues: how full they are, and the pages of a board that shows each job. */
export interface QueueView {
  counts(): Promise<readonly QueueCounts[]>
  showBoard(request: Request, path: string): Promise<Response>
}

export interface QueueCounts {
  readonly lane: string
  readonly waiting: number
  readonly active: number
  readonly delayed: number
  readonly failed: number
}
