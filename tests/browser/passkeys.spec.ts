import { deskUrl, expect, expectAccessible, signIn, signInHere, test } from './desk.ts'

test('a passkey is added, signs in after the password, and is removed again', async ({ page }) => {
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
  await signIn(page, 'manager')
  await page.goto(`${deskUrl()}/#/me`)
  const panel = page.getByRole('region', { name: 'Passkeys' })
  await panel.getByLabel('Name of the passkey').fill('The key on my ring')
  await panel.getByRole('button', { name: 'Add a passkey' }).click()
  const row = panel.getByRole('row', { name: /The key on my ring/ })
  await expect(row).toContainText('never')
  await expect(panel.getByLabel('Name of the passkey')).toHaveValue('')
  await expectAccessible(page)

  // The same device is not asked twice.
  await panel.getByLabel('Name of the passkey').fill('Again')
  await panel.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(panel.getByText('This device already has a passkey of yours.', { exact: false })).toBeVisible()
  await expect(panel.getByLabel('Name of the passkey')).toHaveValue('Again')
  await panel.getByLabel('Name of the passkey').fill('')

  await page.getByRole('button', { name: 'Morgan Achterberg' }).click()
  await page.getByRole('menuitem', { name: 'Logout' }).click()
  await signInHere(page, 'manager', async () => {
    await expect(page.getByRole('textbox', { name: 'Code' })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
  })
  await expect(page.getByRole('button', { name: 'Morgan Achterberg' })).toBeVisible()
  await page.goto(`${deskUrl()}/#/me`)
  await expect(row).not.toContainText('never')
  await panel.getByRole('button', { name: 'Remove: The key on my ring' }).click()
  await expect(row).toHaveCount(0)
})
