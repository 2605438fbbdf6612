import { defineConfig } from '@playwright/test'
import { browserOptions } from '../support/browser.ts'

export default defineConfig({
  testDir: '.',
  globalSetup: './globalSetup.ts',
  workers: 1,
  // A journey that needed a second try is reported as flaky; on a busy machine it need not stop a release.
  retries: 1,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: '../../test-results',
  use: {
    launchOptions: await browserOptions(),
    viewport: { width: 1400, height: 950 },
    locale: 'en-US',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // What is not there to be pressed says so soon, rather than when the whole journey's time is over.
    actionTimeout: 30_000,
  },
})
