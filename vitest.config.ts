import { defineConfig } from 'vitest/config'

const once = ['tests/house/**/*.test.ts', 'tests/**/*.unit.test.ts']

const api = (engine: 'sqlite' | 'postgres') => ({
  extends: true as const,
  test: {
    name: `api on ${engine}`,
    include: ['tests/**/*.test.ts'],
    exclude: [...once, 'tests/browser/**'],
    env: { TEST_ENGINE: engine },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})

export default defineConfig({
  test: {
    globalSetup: 'tests/support/globalSetup.ts',
    projects: [
      { extends: true, test: { name: 'house', include: once, testTimeout: 20_000 } },
      api('sqlite'),
      api('postgres'),
      {
        extends: true,
        test: {
          name: 'console',
          include: ['tests/console/**/*.test.tsx'],
          environment: 'jsdom',
          testTimeout: 20_000,
        },
      },
    ],
  },
})
