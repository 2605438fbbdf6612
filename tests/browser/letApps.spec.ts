import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { deskUrl, expect, expectAccessible, patientPassword, someone, test } from './desk.ts'

/* The page on which a patient decides on an app, as it stands in a browser. */

const back = 'https://diary.example.test/back'

/** Where the app of the demo sends a patient's browser. */
function askUrl(scope: string): string {
  const db = new Database(path.join(process.env.DESK_DATA!, 'demo.db'), { readonly: true })
  const { id } = db.prepare(`select id from app where name = 'Health Diary'`).get() as { id: string }
  db.close()
  const challenge = createHash('sha256').update(randomBytes(32).toString('base64url')).digest('base64url')
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: id,
    redirect_uri: back,
    scope,
    state: 'kept-by-the-app',
    aud: `${deskUrl()}/fhir/R4`,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  return `${deskUrl()}/apps/auth?${asked}`
}

/** Presses Tab, as whoever uses no mouse, until something of that name has the focus; then Enter. */
async function pressed(page: Page, role: 'button' | 'link', name: RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name })
  for (let n = 0; n < 30 && !(await wanted.evaluate((one) => one === document.activeElement)); n++)
    await page.keyboard.press('Tab')
  await expect(wanted).toBeFocused()
  await page.keyboard.press('Enter')
}

for (const { locale, width, words, scope, comesWith } of [
  {
    locale: 'en-US',
    width: 1280,
    words: {
      title: 'An app asks to read your health record',
      username: 'Username',
      password: 'Password',
      decide: /^Allow/,
      goOn: /Go back to Health Diary/,
    },
    scope: 'launch/patient offline_access patient/*.rs',
    comesWith: 'code',
  },
  {
    locale: 'es-US',
    width: 390,
    words: {
      title: 'Una aplicación pide leer su expediente de salud',
      username: 'Nombre de usuario',
      password: 'Contraseña',
      decide: /^No permitir/,
      goOn: /Volver a Health Diary/,
    },
    scope: 'launch/patient patient/Observation.rs',
    comesWith: 'error',
  },
])
  test(`a patient decides on an app by the keyboard, ${locale}, ${width} pixels wide`, async ({
    browser,
  }) => {
    const { email } = someone(
      `a.status = 'active' and a.second_factor is null and a.must_change_password = 0 and a.username = c.value`,
    )
    const context = await browser.newContext({ locale, viewport: { width, height: 800 } })
    const page = await context.newPage()
    await page.goto(askUrl(scope))
    await page.getByLabel(words.username).fill(email)
    await page.getByLabel(words.password, { exact: true }).fill(patientPassword())
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: words.title })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await expectAccessible(page)
    await page.screenshot({ path: `test-results/let-app-${locale}.png`, fullPage: true })
    await pressed(page, 'button', words.decide)
    // The app is nowhere: that the browser asks for its address is all there is to see.
    const asked = page.waitForRequest((request) => request.url().startsWith(back))
    await pressed(page, 'link', words.goOn)
    const came = new URL((await asked).url()).searchParams
    expect([came.has(comesWith), came.get('state')]).toEqual([true, 'kept-by-the-app'])
    await context.close()
  })
