import { beforeEach, describe, expect, it } from 'vitest'
import { showCase } from '../../api/call/showCase.ts'
import { hospitalDay, yearsBefore } from '../../api/core/calendar.ts'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { orderLetter } from '../../api/letters/orderLetter.ts'
import { postLetters } from '../../api/letters/postLetters.ts'
import { printLetters } from '../../api/letters/printLetters.ts'
import { endCodesByPost } from '../../api/logins/byPost.ts'
import { endLinksTo } from '../../api/logins/closeAccess.ts'
import { aLetter } from '../acts/examples/letters.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCall, anAccount, aPatient, must, refused, type TestPatient } from '../support/people.ts'

const house = houseForTests()
let agent: Person
let records: Person
beforeEach(async () => {
  for (const table of ['letter', 'letter_batch'] as const) await house.owner.write.deleteFrom(table).execute()
  await house.owner.write.deleteFrom('throttle').execute()
  agent = await house.signIn('helpdesk')
  records = await house.signIn('records')
})

const password = 'a long and quiet sentence'
const ask = (patient: TestPatient, call: object) =>
  agent.post(`/api/patients/${patient.id}/acts/order-letter`, { reason: 'no email', ...call })
async function ordered() {
  const { ask: stage, patient, caseId } = await aLetter(house, agent)
  must(await agent.post(stage.path, stage.body), orderLetter)
  return { patient, caseId }
}
const print = async (by = records) => must(await by.post('/api/letters/print'), printLetters)
const activate = (code: string, birthDate: string) =>
  house.call('POST', '/portal/v1/activate', { code, birthDate, password })
const letters = () => house.rows('letter')
const statesOf = async () => (await letters()).map(({ state }) => state).sort()

describe('an activation letter', () => {
  itOnce(
    'brings a patient without a mailbox in: asked for, printed, posted, and its code typed as people type',
    async () => {
      const { patient, caseId } = await ordered()
      const { letters: sheets, batchId } = await print()
      expect(sheets).toHaveLength(1)
      const [sheet] = sheets
      // Whoever holds the letter can ask the desk for this number.
      expect(sheet!.caseNumber).toBe(must(await agent.get(`/api/cases/${caseId}`), showCase).number)
      expect(sheet!.lines.at(-1)).toContain(patient.postalCode)
      expect(sheet!.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
      const days = (Date.parse(sheet!.expiresAt) - house.desk.clock().getTime()) / 86_400_000
      expect(days).toBeGreaterThan(20.9)
      expect(days).toBeLessThan(21.1)
      expect(must(await records.post(`/api/letter-batches/${batchId}/post`), postLetters).letters).toBe(1)
      refused(await activate(sheet!.code, '1901-01-01'), 422)
      const typed = sheet!.code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
      expect(must(await activate(typed, patient.birthDate)).username).toBe(sheet!.username)
      refused(await activate(sheet!.code, patient.birthDate), 422)
      const signIn = { username: sheet!.username, password }
      expect((await house.call('POST', '/portal/v1/session', signIn)).status).toBe(200)
    },
  )

  it('shows its code to nobody but who prints it, who is not who asked for it; neither log nor database hold it', async () => {
    const { patient } = await ordered()
    for (const role of ['helpdesk', 'supervisor', 'administrator', 'privacy-officer'] as const)
      refused(await (await house.signIn(role)).post('/api/letters/print'), 403)
    await house.owner.write
      .updateTable('letter')
      .set({ ordered_by: records.id })
      .where('patient_id', '=', patient.id)
      .execute()
    expect(refused(await records.post('/api/letters/print'), 409).code).toBe('nothing-to-print')
    const kin = await house.signIn('records')
    await house.owner.write
      .updateTable('staff')
      .set({ own_patient_id: patient.id })
      .where('id', '=', kin.id)
      .execute()
    expect(refused(await kin.post('/api/letters/print'), 409).code).toBe('nothing-to-print')
    const { letters: sheets } = await print(await house.signIn('records'))
    const everywhere = JSON.stringify([
      await house.audit(),
      await house.rows('portal_token'),
      await letters(),
      must(await records.get('/api/letters?filter={}')),
    ])
    for (const secret of [sheets[0]!.code, sheets[0]!.code.replaceAll('-', '')])
      expect(everywhere.includes(secret)).toBe(false)
    for (const value of [patient.mrn, patient.birthDate, sheets[0]!.lines[0]!])
      expect(JSON.stringify(await house.audit()).includes(value)).toBe(false)
    expect((await house.audit('letters.printed')).at(-1)!.patientIds).toEqual([patient.id])
  })

  it('is printed once, with one code, however many print at once', async () => {
    for (let n = 0; n < 3; n++) await ordered()
    const printers = await Promise.all(Array.from({ length: 6 }, () => house.signIn('records')))
    const replies = await Promise.all(printers.map((by) => by.post('/api/letters/print')))
    const sheets = replies.flatMap((reply) => (reply.status === 200 ? reply.body.letters : []))
    for (const { status } of replies) expect([200, 409]).toContain(status)
    expect(new Set(sheets.map(({ id }) => id)).size).toBe(sheets.length)
    expect(sheets.length + (await statesOf()).filter((state) => state === 'waiting').length).toBe(3)
    const live = (await house.rows('portal_token')).filter((row) => !row.revoked_at && !row.used_at)
    const printedTokens = (await letters()).flatMap((row) => row.token_id ?? [])
    expect(live.map(({ id }) => id)).toEqual(expect.arrayContaining(printedTokens))
  })

  it('goes to no address that is new, incomplete or changed meanwhile, and to nobody who got in, died or was closed out', async () => {
    const patient = await aPatient(house)
    const set = (change: object, id = patient.id) =>
      house.owner.write.updateTable('patient').set(change).where('id', '=', id).execute()
    const call = await aCall(agent, patient)
    await set({ address_since: house.desk.clock().toISOString() })
    expect(refused(await ask(patient, call), 409).missing?.[0]?.code).toBe('trusted-address')
    await set({ address_since: null, postal_code: null })
    expect(refused(await ask(patient, call), 409).code).toBe('no-trusted-address')
    await set({ postal_code: patient.postalCode })
    must(await ask(patient, call))
    expect(refused(await ask(patient, call), 409).code).toBe('letter-waits')
    await set({ address_key: 'elsewhere' })
    const [dead, inside, closed] = [await ordered(), await ordered(), await ordered()]
    await set({ deceased_at: '2026-01-01' }, dead.patient.id)
    await anAccount(house, inside.patient)
    await anAccount(house, closed.patient, { status: 'disabled' })
    const accounts = (await house.rows('portal_account')).length
    expect(await print()).toMatchObject({ letters: [], lapsed: 4, batchId: null })
    expect(await statesOf()).toEqual(Array(4).fill('lapsed'))
    expect((await house.rows('portal_account')).length).toBe(accounts)
  })

  it('goes to no home of somebody who acts, or acted, for a teenager, unless the teenager was seen in person', async () => {
    const born = (years: number) => yearsBefore(hospitalDay(house.desk.clock(), 'UTC'), years)
    const family = async (years: number, over: Parameters<typeof aGrant>[2] = {}) => {
      const { street, postalCode, ...parent } = await aPatient(house)
      const home = over.proxy_patient_id === null ? {} : { street, postalCode }
      const patient = await aPatient(house, { birthDate: born(years), ...home })
      await aGrant(house, patient.id, { proxy_patient_id: parent.id, for_minor: 1, ...over })
      return { patient, call: await aCall(agent, patient) }
    }
    for (const over of [
      {},
      { access: 'limited' },
      { status: 'ended', ended_reason: 'age-policy' },
    ] as const) {
      const { patient, call } = await family(15, over)
      const missing = refused(await ask(patient, call), 403).missing!
      expect(missing.map(({ code }: { code: string }) => code)).toEqual(['tier-T3', 'own-home'])
      await house.owner.write
        .updateTable('verification')
        .set({ tier: 'T3' })
        .where('id', '=', call.verificationId)
        .execute()
      must(await ask(patient, call), orderLetter)
    }
    // An adult's post is theirs wherever they live, and so is a teenager's at an address of their own.
    for (const { patient, call } of [await family(40), await family(15, { proxy_patient_id: null })])
      must(await ask(patient, call), orderLetter)
  })

  it('that was spoiled or came back opens nothing; the spoiled one is printed anew', async () => {
    const { patient } = await ordered()
    const first = await print()
    must(await records.post(`/api/letters/${first.letters[0]!.id}/spoil`))
    refused(await activate(first.letters[0]!.code, patient.birthDate), 422)
    expect(await statesOf()).toEqual(['spoiled', 'waiting'])
    const second = await print()
    const letter = second.letters[0]!
    expect(letter.username).toBe(first.letters[0]!.username)
    expect(refused(await records.post(`/api/letters/${letter.id}/return`), 409).code).toBe('letter-printed')
    must(await records.post(`/api/letter-batches/${second.batchId}/post`))
    refused(await records.post(`/api/letter-batches/${second.batchId}/post`), 409)
    must(await records.post(`/api/letters/${letter.id}/return`))
    refused(await activate(letter.code, patient.birthDate), 422)
    const register = must(await records.get('/api/letter-batches?filter={"posted":true}'))
    expect(register).toMatchObject([{ letters: 1, postedBy: 'records Person' }])
  })

  it('ends the link that was mailed before it, and ends with the one mailed after; its list says nothing by which somebody could get in', async () => {
    const patient = await aPatient(house)
    const call = await aCall(agent, patient)
    const invite = async () =>
      must(await agent.post(`/api/patients/${patient.id}/acts/invite`, { ...call, reason: 'has email' }))
    const live = async () =>
      (await house.rows('portal_token')).filter(
        (row) => !row.revoked_at && patientOf.get(row.account_id) === patient.id,
      )
    await invite()
    const accounts = await house.rows('portal_account')
    const patientOf = new Map(accounts.map((row) => [row.id, row.patient_id]))
    must(await ask(patient, call))
    const { letters: sheets } = await print()
    expect(await live()).toMatchObject([{ contact_point_id: null }])
    await invite()
    expect(await live()).toMatchObject([{ contact_point_id: expect.any(String) }])
    refused(await activate(sheets[0]!.code, patient.birthDate), 422)
    const rows = must(await records.get('/api/letters?filter={"state":"printed"}'))
    expect(rows).toMatchObject([{ patientId: patient.id, caseId: call.caseId, state: 'printed' }])
    expect(JSON.stringify(rows)).not.toContain(sheets[0]!.username)
  })

  it('is spoiled or posted, and not both, where two people say so at once', async () => {
    const colleague = await house.signIn('records')
    for (let n = 0; n < 12; n++) {
      await house.owner.write.deleteFrom('letter').execute()
      await ordered()
      const { letters: sheets, batchId } = await print()
      const [post] = await Promise.all([
        records.post(`/api/letter-batches/${batchId}/post`),
        colleague.post(`/api/letters/${sheets[0]!.id}/spoil`),
      ])
      const counted = must(post, postLetters).letters
      expect([counted, await statesOf()]).toEqual(counted ? [1, ['posted']] : [0, ['spoiled', 'waiting']])
    }
  })

  it('opens nothing once the patient lives elsewhere, nor is it posted then; another telephone leaves it be', async () => {
    const [moved, stays] = [await ordered(), await ordered()]
    const { letters: sheets, batchId } = await print()
    const codeOf = (patient: TestPatient) => {
      const name = `${patient.givenName} ${patient.familyName}`
      return sheets.find((sheet) => sheet.name === name)!.code
    }
    const ctx = systemCtx(house.desk, 'test', 'feed')
    await transact(house.desk.db, async (trx) => {
      await endCodesByPost(trx, ctx, moved.patient.id)
      const rows = await trx
        .selectFrom('contact_point')
        .select('id')
        .where('patient_id', '=', stays.patient.id)
        .execute()
      await endLinksTo(
        trx,
        ctx,
        stays.patient.id,
        rows.map(({ id }) => id),
      )
    })
    expect(must(await records.post(`/api/letter-batches/${batchId}/post`), postLetters).letters).toBe(1)
    expect(await statesOf()).toEqual(['lapsed', 'posted'])
    refused(await activate(codeOf(moved.patient), moved.patient.birthDate), 422)
    must(await activate(codeOf(stays.patient), stays.patient.birthDate))
  })
})
