import type { Page } from '@playwright/test'
import { type Caller, expect, find, signIn, someone, test } from './desk.ts'

async function openPatient(page: Page, caller: Caller) {
  await find(page, caller.mrn)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: caller.familyName })).toBeVisible()
}
const note = (page: Page) => page.getByRole('textbox', { name: 'Note' })
const tab = (page: Page, name: string) =>
  page.getByRole('tab', { name }).or(page.getByRole('button', { name, exact: true }))

test('what is typed outlives a reload and leaving the case, with a word that it is a draft, and is gone once it was sent', async ({
  page,
}) => {
  const a = someone(`a.status = 'active'`)
  const b = someone(`a.status = 'active' and p.id <> '${a.id}' and p.family_name <> '${a.familyName}'`)
  await signIn(page, 'helpdesk')
  await openPatient(page, a)
  await page.getByLabel('What the caller says').fill('Typed and left')
  await page.getByRole('button', { name: 'Open case' }).click()
  await expect(page.getByRole('button', { name: 'Compare' })).toBeVisible()
  await tab(page, 'Note').first().click()
  const kept = () =>
    page.waitForResponse(
      (reply) => /\/api\/drafts\/note\//.test(reply.url()) && reply.request().method() === 'PUT',
    )
  const saved = kept()
  await note(page).fill('Half a sentence that')
  await saved
  await page.reload()
  await expect(note(page)).toHaveValue('Half a sentence that')
  await expect(page.getByText('This is a draft that only you can see')).toBeVisible()
  expect(
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
  ).not.toContain('Half a')
  // Left in the middle of a word: nobody is asked whether they want to lose it.
  await note(page).pressSequentially(' goes on')
  const last = kept()
  await openPatient(page, b)
  await last
  await openPatient(page, a)
  await expect(note(page)).toHaveValue('Half a sentence that goes on')
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Half a sentence that goes on' })).toBeVisible()
  await page.reload()
  await expect(page.getByText('Typed and left')).toBeVisible()
  await expect(page.getByText('This is a draft')).toHaveCount(0)
  // Patients whose call has not ended yet would be found by other tests with their case open.
  await page.getByRole('combobox', { name: 'Outcome' }).click()
  await page.getByRole('option', { name: 'Explained' }).click()
  await page.getByRole('button', { name: 'Close case' }).click()
  await expect(page.getByText(/^Case \d+ is closed\.$/)).toBeVisible()
})
