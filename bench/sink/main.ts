import type { AddressInfo } from 'node:net'
import { answerParent, tellParent } from '../child.ts'
import { createSink, type SinkOptions } from './sink.ts'

/** How often the parent hears how far the send is. */
const PROGRESS_MS = 250

const options = JSON.parse(process.argv[2]!) as SinkOptions
const sink = createSink(options, () => tellParent({ kind: 'complete' }))
sink.server.keepAliveTimeout = 60_000
sink.server.listen(0, '127.0.0.1', () => {
  tellParent({ kind: 'ready', port: (sink.server.address() as AddressInfo).port })
})
answerParent({ report: sink.report })

setInterval(() => tellParent({ kind: 'progress', counted: sink.counted() }), PROGRESS_MS)
