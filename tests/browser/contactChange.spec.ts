import path from 'node:path'
import Database from 'better-sqlite3'
import { deskUrl, expect, expectAccessible, find, mailTo, signIn, someone, test, verify } from './desk.ts'

/** The address on file refuses mail, but for another, so that a code still reaches the patient. */
function withBouncedAddress(patientId: string, also: string) {
  const db = new Database(path.join(process.env.DESK_DATA!, 'demo.db'))
  const [one] = db
    .prepare(`select * from contact_point where patient_id = ? and system = 'email' and ended_at is null`)
    .all(patientId) as Record<string, unknown>[]
  db.prepare(
    `insert into contact_point (id, patient_id, system, value, value_key, on_file_since, ended_at, bounced_at, rank, takes_texts)
     values (?, ?, 'email', ?, ?, ?, null, null, 2, 0)`,
  ).run(`${String(one!.id).slice(0, -4)}abcd`, patientId, also, also, one!.on_file_since)
  db.prepare('update contact_point set bounced_at = on_file_since where id = ?').run(one!.id)
  db.close()
}

test('an address that bounces: the remedy leads to the proof it wants, then to its form; an owner who is told stops it', async ({
  page,
  browser,
}) => {
  const caller = someone(`a.status = 'invited'`)
  // Of this try alone: a second one must not read the code of the first.
  const also = `second.x${caller.mrn}x@example.test`
  withBouncedAddress(caller.id, also)
  await signIn(page, 'helpdesk')
  await find(page, caller.mrn)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await page.getByLabel('What the caller says').fill('Has a new email')
  await page.getByRole('button', { name: 'Open case' }).click()
  await expect(page.getByRole('heading', { name: /^Case \d+$/ })).toBeVisible()
  await page.getByRole('button', { name: 'Change the email on file' }).click()
  await verify(page, caller)
  await page.getByRole('button', { name: 'Send code' }).click()
  const code = /\b\d{6}\b/.exec(await mailTo(also, 'verification code'))![0]
  await page.getByLabel('Code').fill(code)
  await page.getByRole('button', { name: 'Check code' }).click()
  await page.getByRole('button', { name: 'Change the email on file' }).click()
  await page.getByLabel('New email').fill(`brand.new.${caller.mrn}@example.test`)
  await page.getByLabel('What is on file now').click()
  await page.getByRole('option', { name: 'Is no longer theirs' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Change the email', exact: true }).last().click()
  await expect(page.getByText('Every address on file was notified', { exact: false })).toBeVisible()
  await expect(page.getByText('Waiting to change')).toBeVisible()

  const notice = await mailTo(also, 'about to change')
  const theirs = await (await browser.newContext()).newPage()
  await theirs.goto(deskUrl() + /\/portal\/not-me#token=[\w-]+/.exec(notice)![0])
  expect(theirs.url()).not.toContain('token')
  await expectAccessible(theirs)
  await theirs.getByRole('button', { name: 'This was not me: lock the account' }).click()
  await expect(theirs.getByText('our security team was alerted', { exact: false })).toBeVisible()
  await page.reload()
  await expect(page.getByText('Waiting to change')).toHaveCount(0)
  await expect(page.getByText('This case was transferred to: Security', { exact: false })).toBeVisible()
  await theirs.context().close()
})
