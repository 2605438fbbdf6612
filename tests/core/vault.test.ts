import { copyFileSync, existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandLine } from '../../api/commandLine.ts'
import { enterKeys, requireOwnKeys } from '../../api/core/access/ownKeys.ts'
import { transact } from '../../api/core/db/transact.ts'
import { addKey, loadRing } from '../../api/core/vault/ring.ts'
import { vaultFor, vaultsFor, vaultsOf } from '../../api/core/vault/vault.ts'
import { houseForTests } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()
const place = { table: 'record', row: 'one' }
const diagnosis = { text: 'Prediabetes' }

const seal = (patientId: string) =>
  transact(house.desk.db, async (trx) => (await vaultFor(trx, house.desk, patientId)).seal(place, diagnosis))
const vault = async (patientId: string) =>
  (await vaultsOf(house.desk.db.read, house.desk, [patientId])).get(patientId)!

const rotate = async () => {
  const said: string[] = []
  const { dataDir, databaseUrl } = house.desk.config
  const code = await commandLine(
    ['vault', 'rotate', '--json'],
    { DATA_DIR: dataDir, DATABASE_URL: databaseUrl },
    { print: (text) => said.push(text), complain: (text) => said.push(text) },
  )
  return { code, said: said.join('\n') }
}

describe('the vault of clinical content', () => {
  it('opens a text where it was sealed and nowhere else: not in another row, table or patient, nor altered', async () => {
    const [a, b] = [await aPatient(house), await aPatient(house)]
    const sealed = await seal(a.id)
    await seal(b.id)
    const [own, others] = [await vault(a.id), await vault(b.id)]
    expect(own.open(place, sealed)).toEqual(diagnosis)
    expect(sealed).not.toContain('diabetes')
    expect(await seal(a.id)).not.toBe(sealed)
    expect(() => own.open({ ...place, row: 'two' }, sealed)).toThrow()
    expect(() => own.open({ ...place, table: 'message' }, sealed)).toThrow()
    expect(() => others.open(place, sealed)).toThrow()
    const altered = Buffer.from(sealed, 'base64url')
    altered[altered.length - 1]! ^= 1
    expect(() => own.open(place, altered.toString('base64url'))).toThrow()
    // A data key under another patient's name is no key either.
    const row = (await house.rows('vault_key')).find((one) => one.patient_id === a.id)!
    await house.desk.db.write
      .updateTable('vault_key')
      .set({ wrapped: row.wrapped })
      .where('patient_id', '=', b.id)
      .execute()
    await expect(vault(b.id)).rejects.toThrow()
    await house.desk.db.write.deleteFrom('vault_key').where('patient_id', '=', b.id).execute()
  })

  it('makes one key for a patient, however many ask at once', async () => {
    const { id } = await aPatient(house)
    const sealed = await Promise.all([1, 2, 3, 4].map(() => seal(id)))
    const own = await vault(id)
    expect(sealed.map((one) => own.open(place, one))).toEqual(sealed.map(() => diagnosis))
  })

  it('is refused with another key, and says which file is the wrong one', async () => {
    await enterKeys(house.desk)
    const { desk } = house
    await expect(requireOwnKeys({ ...desk, vault: loadRing('ab'.repeat(32), '') })).rejects.toThrow(
      /vault\.key/,
    )
    await requireOwnKeys(desk)
    expect(statSync(path.join(desk.config.dataDir, 'vault.key')).mode & 0o077).toBe(0)
  })

  it('has its keys wrapped anew while it is used, and the old key opens only what was copied before', async () => {
    const patients = await Promise.all([1, 2, 3].map(() => aPatient(house)))
    const ids = patients.map(({ id }) => id)
    const sealed = await Promise.all(ids.map(seal))
    const { dataDir } = house.desk.config
    const before = temporaryFolder()
    copyFileSync(path.join(dataDir, 'vault.key'), path.join(before, 'vault.key'))
    const late = await aPatient(house)
    const [turned, lateSealed] = await Promise.all([rotate(), seal(late.id)])
    expect(turned).toMatchObject({ code: 0 })
    // The desk that was running never heard of the new key, and reads and writes on.
    for (const [i, id] of ids.entries()) expect((await vault(id)).open(place, sealed[i]!)).toEqual(diagnosis)
    expect((await vault(late.id)).open(place, lateSealed)).toEqual(diagnosis)
    const { key, retired } = JSON.parse(turned.said)
    expect(new Set((await house.rows('vault_key')).map((row) => row.wrapped_by))).toEqual(new Set([key]))
    expect(existsSync(retired)).toBe(true)
    expect(readFileSync(path.join(dataDir, 'vault.key'), 'utf8').split(/\s+/).filter(Boolean)).toHaveLength(1)
    const old = { vault: loadRing(undefined, before) }
    await expect(vaultsOf(house.desk.db.read, old, ids)).rejects.toThrow(/is not here/)
    expect(await house.audit('vault.rotated')).toHaveLength(1)
  })

  it('finishes a rotation that was broken off before it begins another', async () => {
    const { dataDir } = house.desk.config
    const made = addKey(path.join(dataDir, 'vault.key'))
    const { said } = await rotate()
    expect(JSON.parse(said).key).toBe(made)
    const { id } = await aPatient(house)
    await transact(house.desk.db, (trx) => vaultsFor(trx, house.desk, [id]))
    expect((await house.rows('vault_key')).every((row) => row.wrapped_by === made)).toBe(true)
  })
})
