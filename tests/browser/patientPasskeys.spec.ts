import path from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import {
  deskUrl,
  expect,
  expectAccessible,
  find,
  signIn,
  signInPatient,
  someone,
  test,
  verify,
} from './desk.ts'

/** A device of the patient's, with a finger on it whenever it asks. */
async function device(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** As if it had been added long before the call. */
function ageTheirPasskey(patientId: string) {
  const db = new Database(path.join(process.env.DESK_DATA!, 'demo.db'))
  db.prepare(
    `update portal_passkey set created_at = '2020-01-01T00:00:00.000Z'
     where account_id = (select id from portal_account where patient_id = ?)`,
  ).run(patientId)
  db.close()
}

test('a patient adds a passkey, confirms a call with it, signs in with it and removes it', async ({
  page,
  browser,
}) => {
  const caller = someone(
    `a.status = 'active' and a.second_factor is null and a.must_change_password = 0 and a.username = c.value`,
  )
  const theirs = await (await browser.newContext()).newPage()
  await device(theirs)
  await theirs.goto(`${deskUrl()}/portal/sign-in`)
  await signInPatient(theirs, caller.email)
  await theirs.getByLabel('Name of the passkey').fill('My phone')
  await expectAccessible(theirs)
  await theirs.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(theirs.getByText('The passkey was added.')).toBeVisible()
  ageTheirPasskey(caller.id)

  await signIn(page, 'helpdesk')
  await find(page, caller.mrn)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await page.getByLabel('What the caller says').fill('Forgot the password')
  await page.getByRole('button', { name: 'Open case' }).click()
  await expect(page.getByRole('heading', { name: /^Case \d+$/ })).toBeVisible()
  await verify(page, caller)
  await page.getByRole('button', { name: 'Show a number' }).click()
  const shown = page.getByText(/^\d{3} \d{3}$/)
  await expect(shown).toBeVisible()
  await expectAccessible(page)
  const number = (await shown.textContent())!.replace(' ', '')

  await theirs.goto(`${deskUrl()}/portal/confirm`)
  await theirs.getByLabel('Number the help desk reads to you').fill(number === '000000' ? '111111' : '000000')
  await theirs.getByRole('button', { name: 'Confirm with my passkey' }).click()
  await expect(theirs.getByText(/hang up and call the help desk/)).toBeVisible()
  await theirs.getByLabel('Number the help desk reads to you').fill(number)
  await expectAccessible(theirs)
  await theirs.getByRole('button', { name: 'Confirm with my passkey' }).click()
  await expect(theirs.getByText('The help desk can see now that it is you.', { exact: false })).toBeVisible()
  await expect(page.getByText('identity level 2, by the patient’s passkey', { exact: false })).toBeVisible()

  await theirs.setViewportSize({ width: 360, height: 740 })
  await theirs.goto(`${deskUrl()}/portal/home`)
  await theirs.getByRole('button', { name: 'Sign out' }).click()
  await expect(theirs.getByText('You are signed out.')).toBeVisible()
  await expectAccessible(theirs)
  await theirs.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await theirs.getByRole('button', { name: 'Remove My phone' }).click()
  await expect(theirs.getByText('The passkey was removed.')).toBeVisible()
  expect(await theirs.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await theirs.context().close()
})
