import { existsSync } from 'node:fs'
import { chromium, type LaunchOptions } from '@playwright/test'

const installed = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * Finds a browser: a path given in CHROMIUM_PATH, Playwright's own, one that is installed, and on Linux x64 the one
 * that ships in the npm package @sparticuz/chromium with its own libraries.
 */
export async function browserOptions(): Promise<LaunchOptions> {
  const root = process.getuid?.() === 0
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    ...(root ? ['--no-sandbox'] : []),
  ]
  const given = process.env.CHROMIUM_PATH
  if (given) return { executablePath: given, args }
  if (existsSync(chromium.executablePath())) return { args }
  const found = installed.find(existsSync)
  if (found) return { executablePath: found, args }
  // The package brings its libraries only where it believes it runs in its usual place.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs24.x'
  // It unpacks itself where temporary files are, and finds its own fonts in /tmp alone; without any it ends.
  const { TMPDIR } = process.env
  process.env.TMPDIR = '/tmp'
  const { default: packaged } = await import('@sparticuz/chromium')
  const executablePath = await packaged.executablePath()
  if (TMPDIR === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = TMPDIR
  return {
    executablePath,
    // Without a graphics card it draws by the processor: straight, at a quarter of what a pretended card costs.
    args: ['--disable-gpu', '--font-render-hinting=none', ...args],
    env: { ...process.env, HOME: process.env.HOME ?? '/tmp' } as Record<string, string>,
  }
}
