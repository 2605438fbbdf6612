import { defineConfig } from 'vitest/config'

const api = (engine: 'sqlite' | 'postgres') => ({
  extends: true as const,
  test: {
    name: `api on ${engine}`,
    include: ['tests/api/**/*.test.ts'],
    env: { TEST_ENGINE: engine },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})

export default defineConfig({
  test: {
    globalSetup: 'tests/support/globalSetup.ts',
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 20_000 } },
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
