import { readFileSync } from 'node:fs'
import { deskUrl, expect, expectAccessible, find, signIn, someone, test } from './desk.ts'

test.beforeEach(async ({ browser }) => {
  // An agent looks at a patient, in a browser of their own.
  const desk = await browser.newContext()
  const page = await desk.newPage()
  const patient = someone(`a.status = 'locked'`)
  await signIn(page, 'helpdesk')
  await find(page, patient.mrn)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Why can’t they get in?' })).toBeVisible()
  await desk.close()
})

test('the privacy officer answers who looked at a chart, and takes the answer along', async ({ page }) => {
  const patient = someone(`a.status = 'locked'`)
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  await signIn(page, 'privacy-officer')
  await page.getByRole('menuitem', { name: 'Audit log' }).click()
  await expect(page.getByText(/events sealed, the latest/)).toBeVisible()
  await page.getByText('Key and checkpoint').click()
  await expect(page.getByText(/portal-audit\/epoch-1\+[0-9a-f]{8}\+/)).toBeVisible()
  await page.getByText('Key and checkpoint').click()

  await page.getByRole('button', { name: 'More filters' }).click()
  await page.getByLabel('Patient ID').fill(patient.id)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('cell', { name: 'Opened the patient’s page' }).first()).toBeVisible()
  await expect(page.getByRole('cell', { name: /Harper Lindqvist/ }).first()).toBeVisible()

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'No.' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader', { name: 'No.' })).toBeVisible()
  // Whom it is about stands in no address; the rest of the question does.
  expect(page.url()).not.toContain(patient.id)
  await page.getByRole('combobox', { name: 'Outcome' }).click()
  await page.getByRole('option', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page).toHaveURL(/outcome/)
  expect(page.url()).not.toContain(patient.id)
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByLabel('Name for this view').fill('This patient')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'This patient', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByRole('button', { name: 'This patient', exact: true }).click()
  await expect(page.getByRole('columnheader', { name: 'No.' })).toBeVisible()
  // The widest table scrolls in its own frame; the page does not.
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  const opened = page.getByRole('row', { name: /Opened the patient’s page/ }).first()
  await opened.getByRole('button').click()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/audit-event.png', fullPage: true })

  const proofs = Promise.all([
    page.waitForEvent('download'),
    page.waitForEvent('download').catch(() => undefined),
  ])
  await page.getByRole('button', { name: 'Download proof of integrity' }).click()
  const [proof] = await proofs
  expect(readFileSync(await proof.path(), 'utf8')).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex \d+\n/)

  await page.getByRole('button', { name: 'All of this request' }).click()
  await expect(page.getByRole('dialog').getByText('Opened the patient’s page')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Reason' }).click()
  await page.getByRole('option', { name: 'Patient request' }).click()
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export' }).click()
  const csv = readFileSync(await (await download).path(), 'utf8')
  expect(csv).toContain('Harper Lindqvist')
  await expect(dialog.getByText(/Done: \d+ events?/)).toBeVisible()
  await dialog.getByRole('link', { name: 'My exports' }).click()
  await expect(page.getByRole('row', { name: /Patient request.*CSV.*\d+ events?/ })).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/exports.png' })
  await page.getByRole('link', { name: 'Search again' }).first().click()
  expect(page.url()).not.toContain(patient.id)
  // The event that was open is open still.

  await page.getByRole('link', { name: 'Who accessed this patient' }).click()
  await expect(
    page.getByRole('heading', {
      name: `Who accessed the record of ${patient.givenName} ${patient.familyName}`,
    }),
  ).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Harper Lindqvist, help desk agent' }).first()).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/access-report.png', fullPage: true })
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'Español' }).click()
  await expect(page.getByRole('cell', { name: 'Abrió la página del paciente' }).first()).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('menuitem', { name: 'Patients' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await page.screenshot({ path: 'test-results/access-report-print.png', fullPage: true })
  for (const value of [patient.familyName, patient.mrn, patient.email, patient.birthDate])
    expect(addresses.join('\n')).not.toContain(value)
})

test('the privacy officer pages the log to its first event and back', async ({ page }) => {
  await signIn(page, 'privacy-officer')
  await page.getByRole('menuitem', { name: 'Audit log' }).click()
  const pages = page.getByRole('navigation', { name: 'Pages of the log' })
  await expect(page.getByRole('cell', { name: /Priya Venkataraman/ }).first()).toBeVisible()
  const firstCell = () => page.getByRole('row').nth(1).innerText()
  const first = await firstCell()
  await pages.getByRole('button', { name: 'Older' }).click()
  await expect.poll(firstCell).not.toBe(first)
  await pages.getByRole('button', { name: 'Newer' }).click()
  await pages.getByRole('button', { name: 'Oldest' }).click()
  await expect(pages.getByRole('button', { name: 'Oldest' })).toBeDisabled()
  await expect(pages.getByRole('button', { name: 'Older' })).toBeDisabled()
  // The first of what the demo's two years hold.
  await expect.poll(firstCell).toContain('2024')
  await pages.getByRole('button', { name: 'Newest' }).click()
  await expect(pages.getByRole('button', { name: 'Newest' })).toBeDisabled()
  await page.getByLabel('Words in the action').fill('nothing of the kind')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No events match')).toBeVisible()
  await expectAccessible(page)
})

test('a disclosure is entered, counted for the patient, and withdrawn with its reason', async ({ page }) => {
  const patient = someone(`a.status = 'locked'`)
  await signIn(page, 'privacy-officer')
  await page.goto(`${deskUrl()}/#/patients/${patient.id}/show`)
  await page.getByRole('link', { name: 'Disclosures' }).click()
  await expect(page.getByText('No disclosures in this period')).toBeVisible()
  await page.getByLabel(/^Date/).fill('2026-03-02')
  await page.getByRole('combobox', { name: 'Purpose' }).click()
  await page.getByRole('option', { name: 'Public health' }).click()
  await page.getByLabel(/^Recipient/).fill('Board of Health')
  await page.getByLabel('What was disclosed').fill('A laboratory report')
  await page.getByRole('button', { name: 'Enter a disclosure' }).click()
  await expect(page.getByRole('cell', { name: 'Board of Health', exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/disclosures.png', fullPage: true })
  await page.getByRole('button', { name: 'Withdraw: Board of Health' }).click()
  await page.getByLabel('What was wrong with it').fill('wrong patient')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Withdrawn: wrong patient')).toBeVisible()
})
