import { deskUrl, expect, expectAccessible, patientPassword, signInPatient, someone, test } from './desk.ts'

test('a patient on a phone without scripts signs in, reads results over time, and sees who opened the record', async ({
  browser,
}) => {
  const { email } = someone(
    `a.status = 'active' and a.second_factor is null and a.must_change_password = 0 and a.username = c.value
     and exists (select 1 from clinical_record r where r.patient_id = p.id and r.kind = 'result')`,
  )
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  const page = await context.newPage()
  await page.goto(`${deskUrl()}/portal/sign-in`)
  await signInPatient(page, email)
  await expect(page.getByRole('heading', { name: 'Your portal' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Health record' }).click()
  await page
    .getByRole('link', { name: /^Over time/ })
    .first()
    .click()
  await expect(page.getByRole('img', { name: /values? from/ })).toBeVisible()
  await page.getByRole('link', { name: 'Español' }).click()
  await expect(page.getByRole('heading', { name: 'Un resultado a lo largo del tiempo' })).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Inicio' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Quién abrió mi expediente' }).click()
  await expect(page.getByRole('columnheader', { name: 'Quién' })).toBeVisible()
  await page.getByRole('button', { name: 'Cerrar la sesión' }).click()
  await expect(page.getByText('Su sesión está cerrada.')).toBeVisible()
  await context.close()

  const seeing = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const theirs = await seeing.newPage()
  await theirs.goto(`${deskUrl()}/portal/sign-in`)
  await signInPatient(theirs, email, 'not the right one at all')
  await expect(theirs.getByText(/username or the password is wrong/)).toBeVisible()
  await theirs.getByLabel('Password', { exact: true }).fill(patientPassword())
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(theirs.getByRole('heading', { name: 'Your portal' })).toBeVisible()
  for (const path of [
    'home',
    'records',
    'records/result',
    'access-log',
    'download',
    'download/all',
    'profile',
    'profile?language=es',
    'messages/new?language=en',
    'visits',
    'refills',
    'proxies',
    'account',
    'state',
    'activate',
    'reset',
  ]) {
    await theirs.goto(`${deskUrl()}/portal/${path}`)
    await expectAccessible(theirs)
    expect(await theirs.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(true)
    if (process.env.SHOTS)
      await theirs.screenshot({ path: `${process.env.SHOTS}/${path.replace(/[/?]/g, '-')}.png` })
  }
  await theirs.goto(`${deskUrl()}/portal/records/result`)
  await theirs
    .getByRole('link', { name: /^Over time/ })
    .first()
    .click()
  await expectAccessible(theirs)
  if (process.env.SHOTS) await theirs.screenshot({ path: `${process.env.SHOTS}/trend.png` })
  await seeing.close()
})

test('a proxy on a phone finds on each page for whom it is, and the way to the others', async ({
  browser,
}) => {
  const { email } = someone(
    `a.status = 'active' and a.second_factor is null and a.must_change_password = 0 and a.username = c.value
     and exists (select 1 from proxy_grant g join patient q on q.id = g.patient_id
       where g.proxy_patient_id = p.id and g.status = 'active' and g.access = 'full'
         and q.deceased_at is null and q.replaced_by is null and q.inactive_since is null
         and (g.for_minor = 0 or q.birth_date > date('now', '-12 years')))`,
  )
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(`${deskUrl()}/portal/sign-in`)
  await signInPatient(page, email)
  await expect(page.getByRole('heading', { name: 'Your portal' })).toBeVisible()
  for (const path of ['records', 'visits', 'messages', 'refills', 'access-log', 'download']) {
    await page.goto(`${deskUrl()}/portal/${path}`)
    const choice = page.getByRole('navigation', { name: 'For whom' })
    await choice.getByRole('link').nth(1).click()
    await expect(choice.getByRole('link', { name: 'Me' })).toBeVisible()
    await expectAccessible(page)
  }
  await context.close()
})

test('what a patient wrote stays where the session ended meanwhile or it is refused, and is sent after', async ({
  browser,
}) => {
  const { email } = someone(
    `a.status = 'active' and a.second_factor is null and a.must_change_password = 0 and a.username = c.value
     and p.id in (select patient_id from message_thread)`,
  )
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const signIn = async (on: typeof page) => {
    await signInPatient(on, email)
    await expect(on.getByRole('heading', { name: 'Your portal' })).toBeVisible()
  }
  await page.goto(`${deskUrl()}/portal/sign-in`)
  await signIn(page)
  await page.goto(`${deskUrl()}/portal/messages/new`)
  await page.getByLabel('What it is about').fill('A question that took long')
  await page.getByLabel('Your message').fill('Ten minutes of typing on a phone.')
  const lie = { name: 'rash.png', mimeType: 'image/png', buffer: Buffer.from('<script>alert(1)</script>') }
  await page.getByLabel('Add files').setInputFiles(lie)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('alert').or(page.locator('#notice.wrong'))).toContainText(/is not/)
  await page.getByLabel('Add files').setInputFiles([])
  const jar = await context.cookies()
  await context.clearCookies()
  await context.addCookies(jar.filter(({ name }) => name !== '__Host-patient'))
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('What you wrote is still here.')).toBeVisible()
  await expectAccessible(page)
  const [beside] = await Promise.all([
    context.waitForEvent('page'),
    page.locator('#notice').getByRole('link', { name: 'Sign in' }).click(),
  ])
  await signIn(beside)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('Ten minutes of typing on a phone.')).toBeVisible()
  await expect(page.getByText('Your message was sent.')).toBeVisible()
  await context.close()
})
