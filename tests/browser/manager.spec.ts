import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from './desk.ts'

const tabs = [
  'Overview',
  'Funnel',
  'Retention',
  'Clinics and providers',
  'Equity',
  'Features',
  'Support load',
]
const panel = (page: Page) => page.getByRole('tabpanel')
/** Nothing is being fetched or drawn any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('the manager lands on the figures, sees no patient, and every dashboard is accessible', async ({
      page,
    }) => {
      await signIn(page, 'manager')
      await expect(page.getByRole('article', { name: 'Activated', exact: true })).toBeVisible()
      await expect(page.getByRole('menuitem', { name: 'Patients' })).toHaveCount(0)
      for (const name of tabs) {
        await page.getByRole('tab', { name, exact: true }).click()
        await expect(panel(page).getByRole('button', { name: 'CSV' }).first()).toBeVisible()
        await settled(page)
        await expectAccessible(page)
        await page.screenshot({
          path: `test-results/adoption-${name.split(' ')[0]!.toLowerCase()}-${colorScheme}.png`,
          fullPage: true,
        })
      }
    })
  })
}

test('from the overview to the clinic that needs help, and what is done about it', async ({ page }) => {
  await signIn(page, 'manager')
  const activated = page.getByRole('article', { name: 'Activated', exact: true })
  await expect(activated).toContainText('patients seen in the 365 days')

  await activated.getByRole('button', { name: 'Set the goal of “Activated”' }).click()
  await page.getByRole('spinbutton', { name: 'Goal in percent' }).fill('60')
  await page.keyboard.press('Enter')
  await expect(activated).toContainText('Goal: 60%')

  await page.getByRole('combobox', { name: 'Compared with' }).click()
  await page.getByRole('option', { name: 'a year before' }).click()
  await expect(activated).toContainText(' before')

  await page.getByRole('tab', { name: 'Clinics and providers' }).click()
  await page.getByRole('combobox', { name: 'Figure' }).click()
  await page.getByRole('option', { name: 'Activated', exact: true }).click()
  await expect(panel(page)).toContainText('Most is to be gained at Orthopedics')
  await panel(page).getByRole('button', { name: 'Table' }).click()
  const row = panel(page).getByRole('row', { name: /^Orthopedics/ })
  await expect(row).toContainText('worse')

  const download = page.waitForEvent('download')
  await panel(page).getByRole('button', { name: 'CSV' }).click()
  const csv = readFileSync((await (await download).path())!, 'utf8')
  expect(csv.split('\n')[1]).toMatch(/^Orthopedics,/)
  const picture = page.waitForEvent('download')
  await panel(page).getByRole('button', { name: 'Picture' }).click()
  const png = readFileSync((await (await picture).path())!)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.length).toBeGreaterThan(5_000)

  await panel(page).getByRole('button', { name: 'Look into Orthopedics' }).click()
  await expect(page.getByRole('combobox', { name: 'Clinic or provider' })).toHaveValue('Orthopedics')
  await expect(panel(page)).toContainText('were lost between')
  await panel(page).getByRole('button', { name: 'Table' }).click()
  await expect(panel(page).getByRole('row', { name: /^Activated/ })).toBeVisible()

  await page.getByRole('tab', { name: 'Overview' }).click()
  await panel(page)
    .getByRole('button', { name: /^Marks/ })
    .first()
    .click()
  const marks = page.getByRole('dialog', { name: 'Marks on the axis of time' })
  await marks.getByLabel('Marked day').fill(new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10))
  await marks.getByLabel('Its name').fill('Leaflets at Orthopedics')
  await marks.getByRole('button', { name: 'Add mark' }).click()
  await expect(marks.getByText('Leaflets at Orthopedics')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel(page).getByText('Leaflets at Orthopedics').first()).toBeVisible()
  await settled(page)
  await page.screenshot({ path: 'test-results/adoption-clinic.png', fullPage: true })
})

test('charts are walked with the arrow keys', async ({ page }) => {
  await signIn(page, 'manager')
  await page.getByRole('tab', { name: 'Retention' }).click()
  await page.getByRole('img', { name: /third month/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('status').filter({ hasText: 'who first signed in' })).toBeVisible()
  await page.getByRole('tab', { name: 'Funnel' }).focus()
  await page.keyboard.press('Enter')
  await settled(page)
  await panel(page).locator('.recharts-surface').first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.recharts-tooltip-wrapper').first()).toBeVisible()
})
