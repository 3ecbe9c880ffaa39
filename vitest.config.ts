import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'forks',
    // Each file has a database of its own and shares no state of a module: loading them anew would take as long as
    // a third of the tests.
    isolate: false,
    // A test waits for PostgreSQL or Chromium half of its time: on two cores, two files at once keep them busy.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
})
