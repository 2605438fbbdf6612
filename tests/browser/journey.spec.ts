import {
  deskUrl,
  expect,
  expectAccessible,
  find,
  linkFrom,
  mailTo,
  signIn,
  someone,
  test,
  verify,
} from './desk.ts'

const patientPassword = 'seven purple elephants dance'

test('a locked-out patient gets back in, and the agent never leaves the keyboard', async ({
  page,
  context,
}) => {
  const caller = someone(`a.status = 'locked'`)
  const { keyboard } = page
  const focus = async (name: string, role: 'button' | 'textbox' = 'button') => {
    const target = page.getByRole(role, { name, exact: true })
    for (let i = 0; i < 80; i++) {
      if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return
      await keyboard.press('Tab')
    }
    throw new Error(`the keyboard does not reach ${name}`)
  }
  await signIn(page, 'helpdesk')

  await find(page, `${caller.familyName.slice(0, 4)} ${caller.birthDate.slice(0, 4)}`)
  await expect(
    page.getByRole('option', { name: `${caller.familyName}, ${caller.givenName}` }).first(),
  ).toBeVisible()
  await keyboard.type(` ${caller.givenName}`)
  await expect(page.getByRole('option')).toHaveCount(1)
  await keyboard.press('Enter')

  const diagnosis = page.getByRole('region', { name: 'Why can’t they get in?' })
  await expect(diagnosis.getByText(/Locked/).first()).toBeVisible()
  await expect(page.getByText(caller.birthDate)).toHaveCount(0)
  await expect(page.getByText(caller.email)).toHaveCount(0)

  await focus('Date of birth', 'textbox')
  await keyboard.type(caller.birthDate)
  await focus('ZIP code', 'textbox')
  await keyboard.type('00000')
  await keyboard.press('Tab')
  await keyboard.press('Space')
  await keyboard.press('Enter')
  await expect(page.getByText('Identity not proven.')).toBeVisible()
  await expect(page.getByText('no match')).toHaveCount(0)
  await page.getByRole('textbox', { name: 'ZIP code' }).focus()
  await keyboard.press('Control+a')
  await keyboard.type(caller.postalCode)
  await keyboard.press('Enter')
  await expect(
    page.getByText('identity level 1: name, date of birth and one more', { exact: true }),
  ).toBeVisible()
  // What the remedy does can be done now: its form is open.
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused()

  await focus('Send code')
  await keyboard.press('Enter')
  const code = /\b\d{6}\b/.exec(await mailTo(caller.email, 'Read this code'))![0]
  await focus('Code the caller reads out', 'textbox')
  await keyboard.type(code)
  await keyboard.press('Enter')
  await expect(
    page.getByText('identity level 2: level 1 and a verification code, or the patient’s own passkey', {
      exact: true,
    }),
  ).toBeVisible()

  // The remedy beside the cause: nothing is missing any more, so that it leads straight to the act's form.
  await focus('Unlock the account and send a password reset link')
  await keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByText(/Unlocked\. A password reset link went to/)).toBeVisible()
  await expect(
    page.getByRole('region', { name: 'Portal account' }).getByText('active', { exact: true }),
  ).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Cause' })).toContainText('Locked')
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/call.png', fullPage: true })

  const phone = await context.newPage()
  await phone.setViewportSize({ width: 390, height: 800 })
  await phone.goto(linkFrom(await mailTo(caller.email, '/portal/reset')))
  expect(phone.url()).toBe(`${deskUrl()}/portal/reset`)
  const [year, month, day] = caller.birthDate.split('-') as [string, string, string]
  await phone.getByLabel('Month').fill(month)
  await phone.getByLabel('Day').fill(day)
  await phone.getByLabel('Year').fill(String(Number(year) - 1))
  await phone.getByLabel('New password').fill(patientPassword)
  await phone.getByRole('button', { name: 'Save password' }).click()
  await expect(phone.getByText('Date of birth is not the one we have on file')).toBeVisible()
  await expectAccessible(phone)
  await phone.getByLabel('Year').fill(year)
  await phone.keyboard.press('Enter')
  await expect(phone.getByText('Your password is saved.')).toBeVisible()
  await phone.getByRole('link', { name: 'Sign in' }).click()
  await phone.getByLabel('Username').fill(caller.email)
  await phone.getByLabel('Password', { exact: true }).fill(patientPassword)
  await phone.keyboard.press('Enter')
  await expect(phone).toHaveURL(/\/portal\/home$/)
  await expectAccessible(phone)

  await expect(page.getByText('The patient signed in:')).toBeVisible()
  await focus('Close case')
  await keyboard.press('Enter')
  await expect(page.getByText('closed', { exact: false }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Close case' })).toHaveCount(0)
})

test('an imported patient without a login is invited, activates on a phone and signs in', async ({
  page,
  context,
}) => {
  const caller = someone(`a.id is null and p.family_name = 'Koepp'`)
  await signIn(page, 'supervisor')
  await find(page, caller.mrn)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByText('The patient has no portal account yet').first()).toBeVisible()
  // The remedy is one button, pressed first; it opens the case and leads to what is missing.
  await page.getByRole('button', { name: 'Send an invitation' }).click()
  await expect(page.getByLabel('Date of birth')).toBeFocused()
  await verify(page, caller)
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Invitation sent to/)).toBeVisible()

  const phone = await context.newPage()
  await phone.goto(linkFrom(await mailTo(caller.email, '/portal/activate')))
  const [year, month, day] = caller.birthDate.split('-') as [string, string, string]
  await phone.getByLabel('Month').fill(month)
  await phone.getByLabel('Day').fill(day)
  await phone.getByLabel('Year').fill(year)
  await phone.getByLabel('New password').fill(patientPassword)
  await phone.getByRole('button', { name: 'Save password' }).click()
  await expect(phone.getByText('Your password is saved.')).toBeVisible()
  await phone.getByRole('link', { name: 'Sign in' }).click()
  await phone.getByLabel('Username').fill(caller.email)
  await phone.getByLabel('Password', { exact: true }).fill(patientPassword)
  await phone.keyboard.press('Enter')
  await expect(phone).toHaveURL(/\/portal\/home$/)
  await expect(page.getByText('The patient signed in:')).toBeVisible()
})
