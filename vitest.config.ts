// Which tests there are: beside the code, against Microsoft's documented samples, and in a real browser. Entered by Vitest.
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const beside = '{contract,server,web,simulator,cli,dev,bench}/**/*.test.{ts,tsx}'

export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    // By itself Vitest leaves a core idle, which is half of a small machine. One more than there are, as many tests wait for PostgreSQL.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [beside, 'tests/support/**/*.test.ts'],
          globalSetup: 'tests/support/database-setup.ts',
          // What one file has read of the sources the next one need not read again: a third of the time. Nothing of ours lives in a module.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'conformance', include: ['tests/conformance/**/*.test.ts'], globalSetup: 'tests/support/database-setup.ts' },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup: 'tests/support/stack-setup.ts',
          // Journeys share the customers of the partner: one after the other. `npm test` runs two halves of the files beside each other.
          fileParallelism: false,
          // The browser stays from file to file, with what its pages have compiled.
          isolate: false,
          testTimeout: 240_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
