import { readFileSync } from 'node:fs'
import { generateSync } from 'otplib'
import { chromium } from 'playwright'
import { browserOptions } from './tests/support/browser.ts'

const url = 'http://localhost:4240'
const { staff } = JSON.parse(readFileSync('/tmp/w/seed-demo/demo-logins.json', 'utf8'))
const browser = await chromium.launch(await browserOptions())
const only = process.argv[2]
for (const [role, steps] of Object.entries({
  manager: [
    ['Overview', null],
    ['Support load', 'tab'],
    ['Retention', 'tab'],
    ['Funnel', 'tab'],
  ],
  helpdesk: [
    ['home', null],
    ['#/cases', 'go'],
    ['first', 'case'],
  ],
  'privacy-officer': [['home', null]],
  administrator: [['home', null]],
} as Record<string, [string, string | null][]>)) {
  if (only && only !== role) continue
  const ctx = await browser.newContext({ viewport: { width: 1440, height: 1000 } })
  const page = await ctx.newPage()
  page.setDefaultTimeout(120_000)
  const login = staff.find((s: any) => s.role === role)
  await page.goto(url)
  await page.getByLabel('E-mail').fill(login.email)
  await page.getByLabel('Password').fill(login.password)
  await page.keyboard.press('Enter')
  await page.getByLabel('Code').fill(generateSync({ secret: login.secret }))
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem').first().waitFor()
  for (const [name, kind] of steps) {
    if (kind === 'tab') await page.getByRole('tab', { name, exact: true }).click()
    if (kind === 'go') await page.goto(`${url}/${name}`)
    if (kind === 'case') await page.getByRole('row').nth(2).click()
    await page.waitForLoadState('networkidle')
    await page.waitForTimeout(4000)
    await page.screenshot({
      path: `/tmp/w/shot-${role}-${name.replace(/\W/g, '')}.png`,
      fullPage: true,
      timeout: 120000,
    })
    console.log(role, name)
  }
  await ctx.close()
}
await browser.close()
