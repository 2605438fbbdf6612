import { deskUrl, expect, expectAccessible, linkFrom, mailTo, signIn, someone, test } from './desk.ts'

test('an alert is worked from the queue to its signed outcome, and those concerned are told', async ({
  page,
}) => {
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  await signIn(page, 'privacy-officer')
  await expect(page.getByRole('heading', { name: 'Privacy alerts', level: 1 })).toBeVisible()
  await expect(page.getByRole('tab', { name: /^Open · \d+/ })).toBeVisible()
  await expect(page.getByText(/accesses in \d+ days/).first()).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/alerts.png', fullPage: true })

  const row = page.getByRole('row').filter({ hasText: 'Same household' }).first()
  const name = await row.getByRole('link').innerText()
  await row.getByRole('link').click()
  await expect(page.getByText('They live at the same address.')).toBeVisible()
  // Nobody concludes what nobody took; who takes it goes on with the keyboard.
  const sign = page.getByRole('region', { name: 'Conclude and sign' })
  await expect(sign).toHaveCount(0)
  await page.getByRole('button', { name: 'Take this alert' }).click()
  await expect(page.getByText('You are reviewing this alert.')).toBeVisible()
  await expect(sign.getByRole('combobox', { name: 'Finding' })).toBeFocused()
  await page.getByLabel('What you found out').fill('They say they were worried about a parent.')
  await page.getByRole('button', { name: 'Add note' }).click()
  await expect(page.getByText('They say they were worried about a parent.')).toBeVisible()

  const assess = page.getByRole('region', { name: 'Was it a breach? Four factors' })
  await expect(assess).toHaveCount(0)
  await sign.getByRole('combobox', { name: 'Finding' }).click()
  await page.getByRole('option', { name: 'Breach', exact: true }).click()
  await expect(sign.getByText('This finding needs the four factors below.', { exact: false })).toBeVisible()

  for (const factor of [/Nature/, /Who used it/, /actually acquired/, /mitigated/]) {
    const group = assess.getByRole('group', { name: factor })
    await group.getByRole('combobox').click()
    await page.getByRole('option', { name: 'likely', exact: true }).click()
    await group.getByLabel('Reasons').fill('Seen on the screen, and told to others.')
  }
  await assess.getByRole('button', { name: 'Save assessment' }).click()
  await expect(assess.getByRole('button', { name: 'Save the corrected assessment' })).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/alert.png', fullPage: true })

  await sign.getByRole('combobox', { name: 'Action taken' }).click()
  await page.getByRole('option', { name: 'Warning' }).click()
  await sign.getByLabel('Conclusion').fill('Looked without a reason that work would give.')
  await sign.getByRole('button', { name: 'Sign the review' }).click()
  const signed = page.getByRole('region', { name: 'Signed review' })
  await expect(signed.getByText('Breach · Warning')).toBeVisible()
  await expect(signed.getByText(/^Priya Venkataraman/)).toBeVisible()
  await expect(signed.getByRole('link', { name: 'Open the breach' })).toBeFocused()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/alert-signed.png', fullPage: true })

  // It goes on as a breach, which somebody else signs second.
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Second reviewer' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What is due' }).getByText(/days left/)).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/breach.png', fullPage: true })
  await page.goBack()

  await page.getByRole('link', { name: 'See it in the audit log' }).click()
  await expect(page.getByRole('cell', { name: name.split('\n')[0]! }).first()).toBeVisible()
  await page.getByRole('menuitem', { name: 'Privacy' }).click()
  await page.getByRole('tab', { name: 'Signed', exact: true }).click()
  // Until somebody signed second and all were told, it says until when.
  await expect(page.getByRole('row').filter({ hasText: 'Same household' })).toBeVisible()
  // Which alerts were asked for stands in the address, and comes back with it.
  await page.reload()
  await expect(page.getByRole('tab', { name: 'Signed', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  expect(addresses.filter((url) => url.includes('name=')).length).toBe(0)
})

test('the glass is broken for one patient, an officer is told, and the review waits', async ({
  page,
  browser,
}) => {
  const patient = someone(
    `a.status = 'active' and a.patient_id not in (select patient_id from watched_patient)`,
  )
  await signIn(page, 'manager')
  await page.getByRole('menuitem', { name: 'Emergency access' }).click()
  await page.getByLabel('Medical record number').fill(patient.mrn)
  await page.getByLabel('Date of birth').fill('1/1/1900')
  await page.getByLabel('What happened').fill('The ward called and nobody is at the desk.')
  await page.getByRole('button', { name: 'Open the record' }).click()
  await expect(page.getByText(/No such patient/)).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/break-glass.png', fullPage: true })
  await page.getByLabel('Date of birth').fill(patient.birthDate)
  await page.getByRole('button', { name: 'Open the record' }).click()
  await expect(
    page.getByRole('heading', { name: `${patient.familyName}, ${patient.givenName}` }),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'Why can’t they get in?' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open case' })).toHaveCount(0)
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/break-glass-patient.png', fullPage: true })
  const link = linkFrom(await mailTo('privacy-officer@example.test', 'Emergency access'))

  const office = await browser.newContext()
  const officer = await office.newPage()
  await signIn(officer, 'privacy-officer')
  await officer.getByRole('tab', { name: 'Emergency access' }).click()
  const row = officer.getByRole('row').filter({ hasText: 'Morgan Achterberg' })
  await expect(row).toContainText('Emergency access')
  await officer.goto(link)
  await expect(officer.getByText(`${patient.familyName}, ${patient.givenName}`).first()).toBeVisible()
  await expect(officer.getByText('Morgan Achterberg').first()).toBeVisible()
  await office.close()
})

test('rules, watched records and activity reviews are kept and signed', async ({ page }) => {
  await signIn(page, 'privacy-officer')
  const pages = page.getByRole('navigation', { name: 'Privacy office' })
  await pages.getByRole('link', { name: 'Alert rules' }).click()
  await page.getByRole('button', { name: 'Change: Many records' }).click()
  const rule = page.getByRole('dialog', { name: 'Many records' })
  await rule.getByLabel('At least').fill('50')
  await rule.getByLabel('Reason for the change').fill('Forty is an ordinary Monday here.')
  await expectAccessible(page)
  await rule.getByRole('button', { name: 'Propose the change' }).click()
  const changed = page.getByRole('row').filter({ hasText: 'Many records' })
  await expect(changed).toContainText('At least: 50')
  await expect(changed).toContainText('Proposed by Priya Venkataraman')
  await expect(changed.getByRole('button', { name: /^Withdraw/ })).toBeVisible()
  await page.screenshot({ path: 'test-results/privacy-rules.png' })

  await pages.getByRole('link', { name: 'Watched records' }).click()
  await page.getByRole('link', { name: 'Watch a record' }).click()
  const patient = someone(
    `a.status = 'active' and a.patient_id not in (select patient_id from watched_patient)`,
  )
  await page.getByRole('main').getByRole('combobox').fill(patient.mrn)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Put a record under watch' }).click()
  const watched = page.getByRole('row').filter({ hasText: `${patient.familyName}, ${patient.givenName}` })
  await expect(watched).toContainText('In the news')
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/watched.png' })
  await watched.getByRole('button', { name: /^End watch/ }).click()
  await expect(watched).toHaveCount(0)
  await page.getByRole('tab', { name: 'Ended' }).click()
  await expect(watched).toContainText('In the news')

  await pages.getByRole('link', { name: 'Activity reviews' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Priya Venkataraman' }).first()).toBeVisible()
  await page.getByRole('link', { name: 'Start an activity review' }).click()
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('First day').fill(day(30))
  await page.getByLabel('Last day').fill(day(10))
  await page.getByLabel('Sample size').fill('5')
  await page.getByRole('button', { name: 'Start the review' }).click()
  await expect(page.getByText(/5 of 5 still to be reviewed/)).toBeVisible()
  await expectAccessible(page)
  for (let left = 5; left > 0; left--) {
    const appropriate = page.getByRole('button', { name: /^Appropriate: / }).first()
    // After the first the focus is where the next one is.
    if (left < 5) await expect(appropriate).toBeFocused()
    else await appropriate.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText(`${left - 1} of 5 still to be reviewed`)).toBeVisible()
  }
  const conclusion = page.getByRole('textbox', { name: 'Conclusion' })
  await expect(conclusion).toBeFocused()
  await conclusion.fill('Nothing to remark.')
  await page.getByRole('button', { name: 'Sign the review' }).click()
  await expect(page.getByRole('region', { name: 'Conclusion' }).getByText('Nothing to remark.')).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/activity-review.png', fullPage: true })
  expect(page.url()).toMatch(new RegExp(`^${deskUrl()}/#/activity-reviews/[\\w-]+/show$`))
})
