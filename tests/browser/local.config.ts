import { defineConfig } from '@playwright/test'
import { browserOptions } from '../support/browser.ts'
export default defineConfig({
  testDir: '.',
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 40_000 },
  reporter: [['list']],
  outputDir: '/tmp/w-console-results',
  use: {
    launchOptions: await browserOptions(),
    viewport: { width: 1400, height: 950 },
    locale: 'en-US',
    screenshot: 'only-on-failure',
  },
})
