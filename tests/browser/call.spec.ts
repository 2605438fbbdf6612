import type { Page, Route } from '@playwright/test'
import {
  type Caller,
  deskUrl,
  expect,
  find,
  linkFrom,
  mailTo,
  verify as prove,
  signIn,
  signInHere,
  someone,
  test,
} from './desk.ts'

const patientPassword = 'seven purple elephants dance'

/** Two of the synthetic hospital, the second another person than the first. */
function two(where: string): [Caller, Caller] {
  const first = someone(where)
  return [first, someone(`${where} and p.id <> '${first.id}' and p.family_name <> '${first.familyName}'`)]
}

async function openPatient(page: Page, caller: Caller) {
  await find(page, caller.mrn)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: caller.familyName })).toBeVisible()
}

async function openCase(page: Page, said: string) {
  await page.getByLabel('What the caller says').fill(said)
  await page.getByRole('button', { name: 'Open case' }).click()
  await expect(page.getByRole('heading', { name: /^Case \d+$/ })).toBeVisible()
  await expect(page.getByText(said)).toBeVisible()
}

async function verify(page: Page, caller: Caller) {
  await prove(page, caller)
  await expect(
    page.getByText('identity level 1: name, date of birth and one more', { exact: true }),
  ).toBeVisible()
}

const tab = (page: Page, name: string) =>
  page.getByRole('tab', { name }).or(page.getByRole('button', { name, exact: true }))
const note = (page: Page) => page.getByRole('textbox', { name: 'Note' })

/** A network that is cut on purpose leaves its line in the browser's log; any other line is still a fault. */
function forgiveCuts(faults: string[]) {
  const others = faults.filter((line) => !/net::ERR_(CONNECTION_RESET|INTERNET_DISCONNECTED)/.test(line))
  faults.splice(0, faults.length, ...others)
}

/** Patients whose call has not ended yet would be found with their case open: each test ends its own. */
async function endCall(page: Page) {
  await tab(page, 'Close').first().click()
  const outcome = page.getByRole('combobox', { name: 'Outcome' })
  await outcome.click()
  await page.getByRole('option', { name: 'Explained' }).click()
  await page.getByRole('button', { name: 'Close case' }).click()
  await expect(page.getByRole('button', { name: 'Close case' })).toHaveCount(0)
}

test('a case of one patient never shows on the page of another, whichever way one comes there', async ({
  page,
}) => {
  const [a, b] = two(`a.status = 'active'`)
  await signIn(page, 'helpdesk')
  await openPatient(page, b)
  await expect(page.getByLabel('What the caller says')).toBeVisible()
  await openPatient(page, a)
  await openCase(page, 'A says something')
  const none = async () => {
    await expect(page.getByRole('heading', { level: 1, name: b.familyName })).toBeVisible()
    await expect(page.getByLabel('What the caller says')).toBeVisible()
    await expect(page.getByText('A says something')).toHaveCount(0)
  }
  await openPatient(page, b)
  await none()
  await page.goBack()
  await expect(page.getByText('A says something')).toBeVisible()
  await page.goForward()
  await none()
  await page.goBack()
  await expect(page.getByText('A says something')).toBeVisible()
  await endCall(page)
})

test('a note being typed stays, with the focus, when the patient signs in and the other side says so', async ({
  page,
  context,
}) => {
  const caller = someone(`a.status = 'locked'`)
  await signIn(page, 'helpdesk')
  await openPatient(page, caller)
  await openCase(page, 'Locked out while I listen')
  await verify(page, caller)
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Unlocked\. A password reset link went to/)).toBeVisible()
  await tab(page, 'Note').first().click()
  await note(page).click()
  await page.keyboard.type('Two lines that must not be lost')

  const phone = await context.newPage()
  await phone.goto(linkFrom(await mailTo(caller.email, '/portal/reset')))
  const [year, month, day] = caller.birthDate.split('-') as [string, string, string]
  await phone.getByLabel('Month').fill(month)
  await phone.getByLabel('Day').fill(day)
  await phone.getByLabel('Year').fill(year)
  await phone.getByLabel('New password').fill(patientPassword)
  await phone.getByRole('button', { name: 'Save password' }).click()
  await phone.getByRole('link', { name: 'Sign in' }).click()
  await phone.getByLabel('Username').fill(caller.email)
  await phone.getByLabel('Password', { exact: true }).fill(patientPassword)
  await phone.keyboard.press('Enter')
  await expect(phone).toHaveURL(/\/portal\/home$/)

  await page.bringToFront()
  await expect(page.getByText('The patient signed in:')).toBeVisible()
  await expect(note(page)).toHaveValue('Two lines that must not be lost')
  await expect(note(page)).toBeFocused()
  const login = page.getByRole('region', { name: 'Portal account' })
  await expect(login.getByText('Open sessions').locator('xpath=following-sibling::*')).toHaveText('1')
  await note(page).fill('')
  await endCall(page)
})

test('a reply that was lost and a second press send one mail, and the screen says what may have happened', async ({
  page,
  faults,
}) => {
  const caller = someone(`a.status = 'active'`)
  await signIn(page, 'helpdesk')
  await openPatient(page, caller)
  await openCase(page, 'Forgot the password')
  await verify(page, caller)
  const acts = page.getByRole('region', { name: 'What can be done' })
  await acts.getByRole('button', { name: 'Send a password reset link' }).click()
  const mailed = async () =>
    (await (await fetch(`${deskUrl()}/demo`)).text()).split(`to ${caller.email},`).length
  const before = await mailed()
  let lost = 0
  await page.route('**/acts/send-reset-link', async (route: Route) => {
    if (lost++ > 0) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  const reason = page.getByRole('textbox', { name: 'Reason' })
  await reason.fill('asked twice')
  await page.keyboard.press('Enter')
  await expect(page.getByText('It may have been done all the same.', { exact: false })).toBeVisible()
  await expect(page.getByText('Failed to fetch')).toHaveCount(0)
  await expect(reason).toHaveValue('asked twice')
  await acts.getByRole('button', { name: 'Send a password reset link' }).last().click()
  await expect(page.getByText(/Password reset link sent to/)).toBeVisible()
  expect((await mailed()) - before).toBe(1)
  await endCall(page)
  forgiveCuts(faults)
})

test('a session that ended loses no text: the sign-in comes over the page and the note is saved after it', async ({
  page,
}) => {
  const caller = someone(`a.status = 'active'`)
  await signIn(page, 'helpdesk')
  await openPatient(page, caller)
  await openCase(page, 'Before the session ended')
  await tab(page, 'Note').first().click()
  await note(page).fill('Typed before the session ended')
  await page.evaluate(() =>
    fetch('/api/session', { method: 'DELETE', headers: { 'Content-Type': 'application/json' } }),
  )
  await page.getByRole('button', { name: 'Save note' }).click()
  const gate = page.getByRole('dialog', { name: 'Your session has ended' })
  await expect(gate).toBeVisible()
  await signInHere(page, 'helpdesk')
  await expect(gate).toHaveCount(0)
  await expect(page.getByRole('listitem').filter({ hasText: 'Typed before the session ended' })).toBeVisible()
  await endCall(page)
})

test('what another tab does is seen, and what is typed here stays', async ({ page, context }) => {
  const caller = someone(`a.status = 'active'`)
  await signIn(page, 'helpdesk')
  await openPatient(page, caller)
  await openCase(page, 'Seen in two tabs')
  await tab(page, 'Transfer').first().click()
  await note(page).fill('Typed in the first tab')
  const second = await context.newPage()
  await second.goto(page.url())
  await expect(second.getByText('Seen in two tabs')).toBeVisible()
  await tab(second, 'Transfer').first().click()
  await second.getByRole('combobox', { name: 'Transfer to', exact: true }).click()
  await second.getByRole('option', { name: 'Registration' }).click()
  for (const [question, answer] of [
    ['What is wrong in the record', 'Email'],
    ['Which document shows it', 'None was seen'],
  ] as const) {
    await second.getByRole('combobox', { name: question }).click()
    await second.getByRole('option', { name: answer }).click()
  }
  await note(second).fill('Handed over in the second tab')
  await second.getByRole('button', { name: 'Transfer', exact: true }).last().click()
  await expect(second.getByText('transferred → Registration')).toBeVisible()
  await expect(page.getByText('transferred → Registration')).toBeVisible()
  // Before the summary, and in the timeline.
  await expect(page.getByText('Handed over in the second tab')).toHaveCount(2)
  await expect(note(page)).toHaveValue('Typed in the first tab')
})

test('another language keeps what is typed into a note and for the caller', async ({ page }) => {
  const caller = someone(`a.status = 'active'`)
  await signIn(page, 'helpdesk')
  await openPatient(page, caller)
  await openCase(page, 'Prefers Spanish')
  await page.getByLabel('ZIP code').fill('Typed before')
  await tab(page, 'Note').first().click()
  await note(page).fill('A note in two languages')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('menuitem', { name: 'Español' }).click()
  await expect(page.getByRole('heading', { name: '¿Quién llama?' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Código postal', exact: true })).toHaveValue('Typed before')
  await expect(page.getByRole('textbox', { name: 'Nota', exact: true })).toHaveValue(
    'A note in two languages',
  )
  await page.getByRole('button', { name: 'Español' }).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Who is calling?' })).toBeVisible()
  await note(page).fill('')
  await page.getByLabel('ZIP code').fill('')
  await endCall(page)
})

test('a search without a network says so, and is made by itself once the network is back', async ({
  page,
  context,
  faults,
}) => {
  await signIn(page, 'helpdesk')
  await page.goto(`${deskUrl()}/#/patients`)
  const box = page.getByRole('main').getByRole('combobox')
  await expect(box).toBeVisible()
  await context.setOffline(true)
  await box.fill('smith')
  await expect(page.getByText('This computer is offline.')).toBeVisible()
  await expect(page.getByText('You are offline.', { exact: false }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await context.setOffline(false)
  await expect(
    page
      .getByRole('option')
      .first()
      .or(page.getByText(/No patient matches/)),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  forgiveCuts(faults)
})
