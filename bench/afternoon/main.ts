import { tellParent } from '../child.ts'
import { type LoopOptions, runLoop } from './loop.ts'

tellParent({ kind: 'done', ...(await runLoop(JSON.parse(process.argv[2]!) as LoopOptions)) })
