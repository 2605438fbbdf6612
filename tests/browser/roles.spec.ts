import {
  deskUrl,
  expect,
  expectAccessible,
  expectAccessibleInBoth,
  find,
  signIn,
  someone,
  test,
} from './desk.ts'

test('sign-in and portal pages are accessible, in light and in dark', async ({ page }) => {
  for (const name of [
    '',
    'portal/activate',
    'portal/reset',
    'portal/sign-in',
    'portal/forgot',
    'portal/prove',
  ]) {
    await page.goto(`${deskUrl()}/${name}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessibleInBoth(page, name.replace('/', '-') || 'sign-in')
  }
})

test('the agent’s desk, a patient and the cases are accessible, in light and in dark', async ({ page }) => {
  await signIn(page, 'helpdesk')
  await expect(page.getByRole('heading', { name: 'My desk', level: 1 })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Due' }).first()).toBeVisible()
  await expectAccessibleInBoth(page, 'desk')
  await page.goto(`${deskUrl()}/#/patients/${someone(`a.status = 'invited'`).id}/show`)
  await expect(page.locator('[data-remedy]').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open case' })).toBeVisible()
  await expectAccessibleInBoth(page, 'patient')
  await page.getByRole('menuitem', { name: 'Cases' }).click()
  await expect(page.getByRole('cell').first()).toBeVisible()
  await expectAccessibleInBoth(page, 'cases')
})

test('the privacy officer lands on alerts, and finds in the log who opened a patient', async ({ page }) => {
  await signIn(page, 'privacy-officer')
  await expect(page.getByRole('heading', { name: 'Privacy alerts', level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Alert rules' })).toBeVisible()
  await expectAccessibleInBoth(page, 'alerts')
  await page.getByRole('row').nth(1).getByRole('link').click()
  await expect(page.getByRole('region', { name: 'What was found' })).toBeVisible()
  await expectAccessibleInBoth(page, 'alert')
  await page.getByRole('menuitem', { name: 'Audit log' }).click()
  await expect(page.getByRole('cell', { name: /Priya Venkataraman/ }).first()).toBeVisible()
  await expectAccessibleInBoth(page, 'audit')
  await page.getByRole('combobox', { name: 'Action' }).click()
  await page.getByRole('option', { name: 'Opened the patient’s page' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByRole('cell', { name: /Harper Lindqvist/ }).first()).toBeVisible()
})

test('the administrator lands on staff', async ({ page }) => {
  await signIn(page, 'administrator')
  await expect(page.getByRole('cell', { name: 'helpdesk@example.test' })).toBeVisible()
  await expectAccessibleInBoth(page, 'staff')
  await page.getByRole('menuitem', { name: 'Policy' }).click()
  await expect(
    page.getByRole('cell', { name: 'How long a verification code works', exact: true }),
  ).toBeVisible()
  await expectAccessibleInBoth(page, 'policy')
})

test('the console speaks Spanish', async ({ page }) => {
  await signIn(page, 'helpdesk')
  await page.getByRole('button', { name: /English/ }).click()
  await page.getByRole('menuitem', { name: 'Español' }).click()
  await expect(page.getByRole('heading', { name: 'Mi mesa', level: 1 })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Mi mesa', level: 1 })).toBeVisible()
  await page.goto(`${deskUrl()}/#/patients/${someone(`a.status = 'invited'`).id}/show`)
  await expect(page.getByRole('heading', { name: '¿Por qué no puede iniciar sesión?' })).toBeVisible()
})

test('a page one’s role does not open says who can, and asks the server for nothing of it', async ({
  page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await signIn(page, 'helpdesk')
  await page.goto(`${deskUrl()}/#/staff`)
  await expect(page.getByText('Your role cannot open this page')).toBeVisible()
  await expect(
    page.getByText('Roles that can: help desk supervisor, system administrator.', { exact: false }),
  ).toBeVisible()
  await expect(page).toHaveTitle('Staff · Portal Desk')
  expect(asked.filter((path) => path.startsWith('/api/staff'))).toEqual([])
  await expectAccessible(page)
})

test('everybody reaches their own account by the menu under their name', async ({ page }) => {
  await signIn(page, 'manager')
  await page.getByRole('button', { name: 'Morgan Achterberg' }).click()
  await page.getByRole('menuitem', { name: 'My account' }).click()
  await expect(page.getByRole('heading', { name: 'My account', level: 1 })).toBeVisible()
  await expect(page).toHaveTitle('My account · Portal Desk')
  await expect(page.getByText('this session')).toHaveCount(1)
  await expect(page.getByLabel('Current password')).toHaveAttribute('autocomplete', 'current-password')
  await expectAccessible(page)
})

test('nothing of a patient is left in the browser’s storage or in an address', async ({ page }) => {
  const caller = someone(`a.status = 'invited'`)
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  await signIn(page, 'helpdesk')
  await find(page, caller.mrn)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: new RegExp(caller.familyName) })).toBeVisible()
  const kept = await page.evaluate(
    () => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }),
  )
  for (const value of [caller.familyName, caller.mrn, caller.email, caller.birthDate]) {
    expect(kept).not.toContain(value)
    expect(addresses.join('\n')).not.toContain(value)
  }
})

test('the privacy officer reviews who may what, and the colleague who is decided is named', async ({
  page,
}) => {
  await signIn(page, 'privacy-officer')
  await page.getByRole('menuitem', { name: 'Access reviews' }).click()
  await expect(page.getByRole('row', { name: /finished/ }).first()).toBeVisible()
  await expectAccessible(page)
  await page
    .getByRole('row', { name: /in progress/ })
    .getByRole('link')
    .click()
  await expect(page.getByText('Decide on everyone first.', { exact: false })).toBeVisible()
  const certify = page.getByRole('button', { name: /^Certify: / }).first()
  const name = (await certify.getAttribute('aria-label'))!.replace('Certify: ', '')
  // A colleague decides on oneself.
  await expect(page.getByRole('button', { name: 'Certify: Priya Venkataraman' })).toHaveCount(0)
  await certify.click()
  await expect(page.getByRole('row', { name })).toContainText('Certified · Priya Venkataraman')
  await expect(page.getByText(/\d+ of \d+ still to be decided/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Certify: / }).first()).toBeFocused()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/access-review.png', fullPage: true })
})

test('a colleague is disabled for a reason after being asked, and nobody is offered it for themselves', async ({
  page,
}) => {
  await signIn(page, 'administrator')
  const mine = page.getByRole('row').filter({ hasText: 'administrator@example.test' })
  await expect(mine).toContainText('You')
  await expect(mine.getByRole('button')).toHaveCount(0)
  await page.getByRole('button', { name: 'Disable: Morgan Achterberg' }).click()
  const dialog = page.getByRole('dialog', { name: 'Disable Morgan Achterberg?' })
  await dialog.getByRole('button', { name: 'Disable' }).click()
  await expect(dialog.getByText('Required')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('combobox', { name: 'Reason' }).click()
  await page.getByRole('option', { name: 'Leave of absence' }).click()
  await dialog.getByRole('button', { name: 'Disable' }).click()
  const enable = page.getByRole('button', { name: 'Enable: Morgan Achterberg' })
  await expect(enable).toBeFocused()
  await enable.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Enable' }).click()
  await expect(page.getByRole('button', { name: 'Disable: Morgan Achterberg' })).toBeVisible()
})

test('a setting is changed within its bounds, for a reason', async ({ page }) => {
  await signIn(page, 'administrator')
  await page.getByRole('menuitem', { name: 'Policy' }).click()
  await page
    .getByRole('button', {
      name: 'Change: Verification codes sent, and numbers read out, to one caller in one verification',
    })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('New value').fill('50')
  await dialog.getByRole('combobox', { name: 'Reason' }).click()
  await page.getByRole('option', { name: 'Audit finding' }).click()
  await dialog.getByRole('button', { name: 'Save change' }).click()
  await expect(dialog.getByText('Must be 5 or less')).toBeVisible()
  await dialog.getByLabel('New value').fill('4')
  await dialog.getByRole('button', { name: 'Save change' }).click()
  const row = page
    .getByRole('row')
    .filter({ hasText: 'Verification codes sent, and numbers read out, to one caller in one verification' })
  await expect(row.getByRole('cell', { name: /^4/ })).toBeVisible()
  await expect(row).toContainText('not the default')
})

test('no page of the privacy office scrolls sideways on a phone', async ({ page }) => {
  await signIn(page, 'privacy-officer')
  await page.setViewportSize({ width: 390, height: 844 })
  for (const [path, heading] of [
    ['/privacy-alerts', 'Privacy alerts'],
    ['/activity-reviews', 'Activity reviews'],
    ['/watched-records', 'Watched records'],
    ['/privacy-rules', 'Alert rules'],
    ['/access-reviews', 'Access reviews'],
    ['/policy', 'Policy'],
    ['/me', 'My account'],
  ] as const) {
    await page.goto(`${deskUrl()}/#${path}`)
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible()
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect([path, beyond]).toEqual([path, 0])
  }
})
