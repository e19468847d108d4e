import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** These mostly wait, for quiet periods and for processes to start: begun first, they cost the others little. */
const waiting = ['test/crash/', 'src/store/open.test.ts', 'test/browser/']

const rank = ({ moduleId }: TestSpecification) => {
  const place = waiting.findIndex((part) => moduleId.includes(part))
  return place < 0 ? waiting.length : place
}

/** Vitest takes the order of files only as a class. */
class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}

/** What runs on both databases: the store's own tests and everything that goes through a whole hub. */
const onAStore = ['src/store/**/*.test.ts', 'test/acceptance/**/*.test.ts']

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Of two cores: they wait now and then, for passwords to be hashed, for a database, for a page or a process.
    maxWorkers: 3,
    sequence: { sequencer: WaitingFirst, groupOrder: 2 },
    // The files of a project share a worker's modules (isolate: false), which nearly halves their time; no test changes what another one imports.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          isolate: false,
          include: [
            'src/**/*.test.ts',
            'web/**/*.test.{ts,tsx}',
            'simulators/**/*.test.ts',
            'test/contract/**/*.test.ts',
          ],
          exclude: onAStore,
        },
      },
      {
        extends: true,
        test: {
          name: 'embedded',
          isolate: false,
          include: onAStore,
          globalSetup: ['test/setup/embedded.ts'],
          env: { CROSSTIE_TEST_STORE: 'embedded' },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          isolate: false,
          include: onAStore,
          globalSetup: ['test/setup/postgres.ts'],
          env: { CROSSTIE_TEST_STORE: 'postgres' },
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          isolate: false,
          sequence: { groupOrder: 1 },
          include: ['test/crash/**/*.test.ts', 'test/browser/**/*.test.ts'],
          globalSetup: ['test/setup/postgres.ts'],
          testTimeout: 300_000,
        },
      },
    ],
  },
})
