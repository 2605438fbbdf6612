import { availableParallelism } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

// Processes and threads that tests start compile our files once, not each anew: it is most of what they do.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, 'node_modules/.cache/tests')

/** What meets no database of ours, or shows the same on either, runs once: on SQLite where it wants a house. */
const once = ['tests/house/**/*.test.ts', 'tests/**/*.unit.test.ts']

/** Our modules keep nothing of one desk for another, and to load them anew for each file is half of a run: so it is once. */
const together = { isolate: false }

/** A test that waits longer hangs; a shorter limit would judge the machine. */
const patience = { testTimeout: 60_000, hookTimeout: 120_000 }

/**
 * What shows the same on either engine although it meets one: no race, and no statement that no other file sends to
 * PostgreSQL. It was counted which files send which (2026-11-26).
 */
const sqliteOnly = 'tests/**/*.sqlite.test.ts'

/** Everything else runs on both engines; PostgreSQL is started for its project only. */
const api = (engine: 'sqlite' | 'postgres') => ({
  extends: true as const,
  test: {
    name: `api on ${engine}`,
    include: ['tests/**/*.test.ts'],
    exclude: [
      ...once,
      'tests/browser/**',
      ...(engine === 'postgres' && process.env.BOTH_ENGINES !== '1' ? [sqliteOnly] : []),
    ],
    globalSetup: `tests/support/${engine}Setup.ts`,
    env: { TEST_ENGINE: engine },
    ...patience,
    ...together,
  },
})

export default defineConfig({
  test: {
    // A file waits for disk, children, PostgreSQL and pauses of jobs for half of its time: twice as many run at once as there are cores.
    maxWorkers: availableParallelism() * 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'house',
          include: once,
          globalSetup: 'tests/support/sqliteSetup.ts',
          ...patience,
          ...together,
        },
      },
      api('sqlite'),
      api('postgres'),
      {
        extends: true,
        test: {
          name: 'console',
          include: ['tests/console/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: 'tests/console/setup.ts',
          ...patience,
          ...together,
        },
      },
    ],
  },
})
