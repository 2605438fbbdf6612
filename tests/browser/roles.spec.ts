import { deskUrl, expect, expectAccessible, find, signIn, someone, test } from './desk.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('sign-in and portal pages are accessible', async ({ page }) => {
      for (const path of ['/', '/portal/activate', '/portal/reset', '/portal/sign-in', '/portal/forgot']) {
        await page.goto(deskUrl() + path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expectAccessible(page)
      }
    })

    test('the agent’s desk, a patient and the cases are accessible', async ({ page }) => {
      await signIn(page, 'helpdesk')
      await expect(page.getByRole('heading', { name: 'My desk', level: 1 })).toBeVisible()
      await expect(page.getByRole('columnheader', { name: 'Due' }).first()).toBeVisible()
      await expectAccessible(page)
      await page.screenshot({ path: `test-results/desk-${colorScheme}.png` })
      await page.goto(`${deskUrl()}/#/patients/${someone(`a.status = 'invited'`).id}/show`)
      await expect(page.locator('[data-remedy]').first()).toBeVisible()
      await expect(page.getByRole('button', { name: 'Open case' })).toBeVisible()
      await expectAccessible(page)
      await page.screenshot({ path: `test-results/patient-${colorScheme}.png`, fullPage: true })
      await page.getByRole('menuitem', { name: 'Cases' }).click()
      await expect(page.getByRole('cell').first()).toBeVisible()
      await expectAccessible(page)
      await page.screenshot({ path: `test-results/cases-${colorScheme}.png` })
    })

    test('the privacy officer lands on alerts, and finds in the log who opened a patient', async ({
      page,
    }) => {
      await signIn(page, 'privacy-officer')
      await expect(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeVisible()
      await expect(page.getByRole('link', { name: 'Rules' })).toBeVisible()
      await expectAccessible(page)
      await page.screenshot({ path: `test-results/alerts-${colorScheme}.png`, fullPage: true })
      await page.getByRole('row').nth(1).getByRole('link').click()
      await expect(page.getByRole('region', { name: 'What was found' })).toBeVisible()
      await expectAccessible(page)
      await page.screenshot({ path: `test-results/alert-${colorScheme}.png`, fullPage: true })
      await page.getByRole('menuitem', { name: 'Audit log' }).click()
      await expect(page.getByRole('cell', { name: /Priya Venkataraman/ }).first()).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('combobox', { name: 'Act' }).click()
      await page.getByRole('option', { name: 'Opened the patient’s page' }).click()
      await page.getByRole('button', { name: 'Search', exact: true }).click()
      await expect(page.getByRole('cell', { name: /Harper Lindqvist/ }).first()).toBeVisible()
      await page.screenshot({ path: `test-results/audit-${colorScheme}.png` })
    })

    test('the administrator lands on staff', async ({ page }) => {
      await signIn(page, 'administrator')
      await expect(page.getByRole('cell', { name: 'helpdesk@example.test' })).toBeVisible()
      await expectAccessible(page)
      await page.screenshot({ path: `test-results/staff-${colorScheme}.png` })
    })
  })
}

test('the console speaks Spanish', async ({ page }) => {
  await signIn(page, 'helpdesk')
  await page.getByRole('button', { name: /English/ }).click()
  await page.getByRole('menuitem', { name: 'Español' }).click()
  await expect(page.getByRole('heading', { name: 'Mi mesa', level: 1 })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Mi mesa', level: 1 })).toBeVisible()
  await page.goto(`${deskUrl()}/#/patients/${someone(`a.status = 'invited'`).id}/show`)
  await expect(page.getByRole('heading', { name: '¿Por qué no puede entrar?' })).toBeVisible()
})

test('a page one’s role does not open says who can, and asks the server for nothing of it', async ({
  page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await signIn(page, 'helpdesk')
  await page.goto(`${deskUrl()}/#/staff`)
  await expect(page.getByText('Your role does not open this page')).toBeVisible()
  await expect(page.getByText('It is open to: supervisor, administrator.', { exact: false })).toBeVisible()
  await expect(page).toHaveTitle('Staff · Portal Desk')
  expect(asked.filter((path) => path.startsWith('/api/staff'))).toEqual([])
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
  await page.getByRole('menuitem', { name: 'Access review' }).click()
  await expect(page.getByText('There was no access review yet')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /Begin the review of/ }).click()
  const colleague = page.getByRole('row', { name: /Harper Lindqvist/ })
  await expect(colleague).toBeVisible()
  await expect(page.getByRole('row', { name: /Priya Venkataraman/ })).toContainText('somebody else decides')
  await expect(page.getByRole('button', { name: 'Finish' })).toBeDisabled()
  await page.getByRole('button', { name: 'Certify Harper Lindqvist' }).click()
  await expect(colleague).toContainText('Certified · Priya Venkataraman')
  await expect(page.getByText(/\d+ of \d+ are not decided/)).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/access-review.png', fullPage: true })
})
