import { runTypeScript } from './run-typescript.mjs'

await runTypeScript('src/main.ts')
