import { createReceiver } from './create-receiver.ts'
import type { DeskOptions } from './desk.ts'
import type { OrderMessage, ReceiverMessage } from './messages.ts'

// The receiver's own process: it takes orders from the rehearsal that forked it, and ends with it.

const options = JSON.parse(process.argv[2]!) as Omit<DeskOptions, 'onReached'>
const receiver = await createReceiver({
  ...options,
  onReached: (batches) => tell({ kind: 'reached', batches }),
})

process.on('message', ({ number, order }: OrderMessage) => {
  tell({ kind: 'reply', number, reply: receiver.obey(order) ?? null })
})
process.on('disconnect', () => process.exit())
// Ctrl-C reaches the whole terminal: the rehearsal decides when the receiver goes.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined)
tell({ kind: 'listening', port: receiver.port })

function tell(message: ReceiverMessage): void {
  if (process.connected) process.send!(message)
}
