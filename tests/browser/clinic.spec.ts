import {
  deskUrl,
  expect,
  expectAccessible,
  expectAccessibleInBoth,
  patientPassword,
  signIn,
  someone,
  test,
} from './desk.ts'

test('a clinic answers a message, declines a refill and opens times, each on its own page', async ({
  page,
}) => {
  await signIn(page, 'clinic')
  await expect(page.getByRole('heading', { name: 'Messages', level: 1 })).toBeVisible()
  await expect(page.getByRole('cell').first()).toBeVisible()
  await expectAccessibleInBoth(page, 'clinic-inbox')
  await page.getByRole('row').nth(1).getByRole('link').click()
  await expect(page.getByRole('article').first()).toContainText(/made-up|inventado/)
  await page.getByRole('button', { name: 'Send the answer' }).click()
  await page.getByRole('dialog').getByLabel('Your answer').fill('Please come in tomorrow.')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Send the answer' }).click()
  await expect(page.getByText('Please come in tomorrow.')).toBeVisible()
  await expectAccessibleInBoth(page, 'clinic-conversation')

  await page.getByRole('menuitem', { name: 'Refills' }).click()
  await page.getByRole('row').nth(1).getByRole('link').click()
  await page.getByRole('button', { name: 'Decline the refill' }).click()
  await page.getByRole('dialog').getByRole('combobox').click()
  await page.getByRole('option', { name: 'A visit is needed first' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Decline the refill' }).click()
  await expect(page.getByText('A visit is needed first')).toBeVisible()
  await expectAccessibleInBoth(page, 'clinic-refill')

  await page.getByRole('menuitem', { name: 'Visits' }).click()
  await expect(page.getByRole('cell').first()).toBeVisible()
  await expectAccessibleInBoth(page, 'clinic-visits')
  await page.getByRole('button', { name: 'Open times' }).click()
  await expect(page.getByRole('dialog').getByLabel('Who sees patients')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Wait list' }).click()
  await expect(page.getByRole('heading', { name: 'Wait list', level: 1 })).toBeVisible()
})

test('a patient’s pages of visits, messages and refills are accessible and fit a telephone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto(`${deskUrl()}/portal/sign-in`)
  const { email } = someone(
    `a.status = 'active' and a.second_factor is null and a.username = c.value
       and p.id in (select patient_id from message_thread)`,
  )
  await page.locator('#username').fill(email)
  await page.locator('#password').fill(patientPassword())
  await page.locator('form button').first().click()
  await page.waitForURL('**/portal/home')
  for (const name of ['visits', 'visits/book', 'messages', 'messages/new', 'refills']) {
    await page.goto(`${deskUrl()}/portal/${name}`)
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Home' })).toBeVisible()
    await expectAccessible(page)
    const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
    expect([name, wide]).toEqual([name, false])
  }
})
