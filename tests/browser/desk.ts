import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { generateSync } from 'otplib'
import type { Role } from '../../api/core/access/permissions.ts'

export const deskUrl = () => process.env.DESK_URL!
const logins = () =>
  JSON.parse(readFileSync(path.join(process.env.DESK_DATA!, 'demo-logins.json'), 'utf8')) as {
    staff: { role: Role; email: string; password: string; secret: string }[]
    patientPassword: string
  }

export const patientPassword = () => logins().patientPassword

export const test = base.extend<{ faults: string[] }>({
  /** Script errors and content-security violations fail every test. */
  faults: [
    async ({ page }, use) => {
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error' && !/the server responded with a status of 4\d\d/.test(message.text()))
          faults.push(message.text())
      })
      await use(faults)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})
export { expect }

// In a file, since the test runner starts a new process after a failure.
const stepsFile = () => path.join(process.env.DESK_DATA!, 'used-steps.json')
const usedSteps = () =>
  existsSync(stepsFile()) ? (JSON.parse(readFileSync(stepsFile(), 'utf8')) as Record<string, number>) : {}

/** The next code nobody has used yet; a code works once, so two sign-ins in 30 s need two codes. */
export async function codeFor(role: Role): Promise<string> {
  const { secret } = logins().staff.find((s) => s.role === role)!
  const step = () => Math.floor(Date.now() / 30_000)
  const wanted = Math.max(step(), (usedSteps()[role] ?? 0) + 1)
  while (step() < wanted - 1) await new Promise((resolve) => setTimeout(resolve, 500))
  writeFileSync(stepsFile(), JSON.stringify({ ...usedSteps(), [role]: wanted }))
  return generateSync({ secret, epoch: wanted * 30 })
}

// A session is used again while it is fresh: a second code within half a minute would have to be waited for.
const freshMs = 200_000
const sessionsFile = () => path.join(process.env.DESK_DATA!, 'sessions.json')
type Kept = { at: number; cookies: Awaited<ReturnType<BrowserContext['cookies']>> }
const keptSessions = () =>
  existsSync(sessionsFile()) ? (JSON.parse(readFileSync(sessionsFile(), 'utf8')) as Record<string, Kept>) : {}

/** Types the next code, as most do. */
async function typeCode(page: Page, role: Role): Promise<void> {
  await page.getByRole('textbox', { name: 'Code' }).fill(await codeFor(role))
  await page.keyboard.press('Enter')
}

/** Fills in the sign-in that is on the screen, and keeps the new session for the tests that follow. */
export async function signInHere(page: Page, role: Role, prove = () => typeCode(page, role)): Promise<void> {
  const login = logins().staff.find((s) => s.role === role)!
  // By role: a page that lies beneath has fields of the same name and is hidden.
  await page.getByRole('textbox', { name: 'Email' }).fill(login.email)
  await page.getByLabel('Password').fill(login.password)
  await page.keyboard.press('Enter')
  const done = page.waitForResponse((reply) => reply.url().endsWith('/session/second-factor') && reply.ok())
  await prove()
  await done
  const cookies = await page.context().cookies()
  writeFileSync(sessionsFile(), JSON.stringify({ ...keptSessions(), [role]: { at: Date.now(), cookies } }))
}

export async function signIn(page: Page, role: Role): Promise<void> {
  const menu = page.getByRole('menuitem', { name: /desk|Adoption|Messages/i }).first()
  // By its kind: a manager's page has figures of password resets, which are labelled so too.
  const password = page.locator('input[type="password"]')
  const kept = keptSessions()[role]
  const recent = kept && Date.now() - kept.at < freshMs
  if (recent) await page.context().addCookies(kept.cookies)
  await page.goto(deskUrl())
  await expect(recent ? menu.or(password).first() : password).toBeVisible()
  if (await password.isVisible()) {
    await signInHere(page, role)
    await expect(menu).toBeVisible()
  }
  // The role's own page comes last, and takes the focus: a person waits for it too.
  await page.waitForLoadState('networkidle')
}

/** Fills in the portal's sign-in that is on the screen. */
export async function signInPatient(
  page: Page,
  username: string,
  password = patientPassword(),
): Promise<void> {
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Opens the search from the keyboard, as from any page, and types once it has the focus. */
export async function find(page: Page, q: string): Promise<void> {
  const box = page.getByRole('dialog').getByRole('combobox')
  // The page may still be finding out what this role may do: a person presses again.
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(box).toBeFocused({ timeout: 1_500 })
  }).toPass({ timeout: 20_000 })
  await page.keyboard.type(q)
}

export interface Caller {
  id: string
  mrn: string
  givenName: string
  familyName: string
  birthDate: string
  email: string
  postalCode: string
  /** A mobile, as a gateway dials it. */
  phone: string | null
}

/**
 * Someone of the synthetic hospital whose login is in the given state, with what they know about themselves. An adult, where there
 * is one: the hospital is another each hour, and of a small child fewer things can be changed.
 */
export function someone(where: string, bounces = false): Caller {
  const db = new Database(path.join(process.env.DESK_DATA!, 'demo.db'), { readonly: true })
  const row = db
    .prepare(
      `select p.id, p.mrn, p.given_name as givenName, p.family_name as familyName, p.birth_date as birthDate, c.value as email,
         p.postal_code as postalCode,
         (select '+1' || t.value_key from contact_point t where t.patient_id = p.id and t.system = 'phone' and t.takes_texts = 1) as phone
       from patient p join contact_point c on c.patient_id = p.id and c.system = 'email' and c.ended_at is null and ${bounces ? 'c.bounced_at is not null' : 'c.bounced_at is null'}
       left join portal_account a on a.patient_id = p.id
       where p.language like 'en%' and p.deceased_at is null
         and not exists (select 1 from watched_patient w where w.patient_id = p.id)
         and not exists (select 1 from support_case s where s.patient_id = p.id and s.status <> 'closed') and ${where}
       order by p.birth_date < '2000-01-01' desc, p.mrn limit 1`,
    )
    .get() as Caller
  db.close()
  return row
}

/** Verifies the caller by what they say; the name is the one on the page. */
export async function verify(page: Page, caller: Caller): Promise<void> {
  await page.getByLabel('Date of birth').fill(caller.birthDate)
  await page.getByLabel('ZIP code').fill(caller.postalCode)
  await page.getByRole('switch', { name: /first and last name/ }).check()
  await page.getByRole('button', { name: 'Compare' }).click()
}

/** The newest mail to an address that contains a word; waits for it. */
export async function mailTo(address: string, containing: string): Promise<string> {
  for (let i = 0; i < 100; i++) {
    const html = await (await fetch(`${deskUrl()}/demo`)).text()
    const articles = html.split('<article>').slice(1)
    const found = articles.find((a) => a.includes(`to ${address},`) && a.includes(containing))
    if (found) return found.replace(/<[^>]+>/g, '').replaceAll('&#38;', '&')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail to the caller contains ${containing}`)
}

export const linkFrom = (mail: string) => /https?:\/\/\S+/.exec(mail)![0]

/** Transitions of colour read as poor contrast halfway through. */
const atRest = (page: Page) =>
  page.waitForFunction(() =>
    document.getAnimations().every((one) => !(one instanceof CSSTransition) || one.playState !== 'running'),
  )

async function expectNoViolation(axe: AxeBuilder): Promise<void> {
  // No page holds a frame, for whose sake each look would open another page.
  const { violations } = await axe.setLegacyMode().analyze()
  expect(
    violations.map(
      (v) =>
        `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} ${n.failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`,
    ),
  ).toEqual([])
}

export async function expectAccessible(page: Page): Promise<void> {
  await atRest(page)
  await expectNoViolation(
    new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']),
  )
}

/** In light by every rule; in dark by contrast, which is all that changes. Both are kept as pictures of that name. */
export async function expectAccessibleInBoth(page: Page, picture: string): Promise<void> {
  await expectAccessible(page)
  await page.screenshot({ path: `test-results/${picture}-light.png` })
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await background()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(background).not.toBe(light)
  await atRest(page)
  await expectNoViolation(new AxeBuilder({ page }).withRules(['color-contrast']))
  await page.screenshot({ path: `test-results/${picture}-dark.png` })
  await page.emulateMedia({ colorScheme: 'light' })
}
