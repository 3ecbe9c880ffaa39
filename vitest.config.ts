import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, the longest first: begun last, one of them would keep a single core busy at the end. */
const LONGEST = [
  'browser/desk',
  'rehearsal/rehearse',
  'browser/site',
  'web/desk/nonsense',
  'test/start',
  'jobs/worker',
  'web/scanner',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.includes(`${name}.test.`))
      return at === -1 ? LONGEST.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  oxc: { jsx: { development: false } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['bin/react-for-use.mjs'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'forks',
    // Each file has a database of its own and shares no state of a module: loading them anew would take as long as
    // a third of the tests.
    isolate: false,
    // A test waits for PostgreSQL or Chromium half of its time: on two cores, two files at once keep them busy.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
  },
})
