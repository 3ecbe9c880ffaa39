import { declareRestored } from '../actions/installation/hold-back.ts'
import type { Command } from './command.ts'
import { describeHeldBack } from './held-back.ts'

export const restored: Command = {
  usage: 'restored',
  summary: 'Say that the database was restored in place: it holds and parks what may have been sent since',
  async run({ openDatabase, print }) {
    for (const line of describeHeldBack(await declareRestored(await openDatabase()))) print(line)
  },
}
