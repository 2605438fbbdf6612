import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Desk } from '../../api/core/context.ts'
import { systemCtx } from '../../api/core/context.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { importsCommands } from '../../api/imports/commands.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { brokenOffJob } from '../support/brokenOff.ts'
import { cutAtCommit } from '../support/cutAtCommit.ts'
import { engine, type House, houseForTests, openHouse } from '../support/harness.ts'

const source = { format: 'synthea-csv', path: path.join(import.meta.dirname, '../fixtures/synthea') } as const
const run = (desk: Desk) => importPatients(systemCtx(desk, 'test', 'test'), source)
const house = houseForTests()

/** What an import leaves, without the ids and times of one run. */
async function left(one: House) {
  const patients = await one.rows('patient')
  const mrnOf = new Map(patients.map(({ id, mrn }) => [id, mrn]))
  const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort()
  return {
    patients: sorted(patients.map((p) => [p.mrn, p.given_name, p.family_name, p.birth_date, p.words])),
    contacts: sorted(
      (await one.rows('contact_point')).map((c) => [mrnOf.get(c.patient_id), c.system, c.value, c.ended_at]),
    ),
    identifiers: sorted(
      (await one.rows('patient_identifier')).map((i) => [i.system, i.value, mrnOf.get(i.patient_id)]),
    ),
    terms: sorted((await one.rows('patient_term')).map((t) => [t.term, mrnOf.get(t.patient_id)])),
    visits: sorted((await one.rows('encounter')).map((v) => [v.external_id, mrnOf.get(v.patient_id)])),
    recorded: sorted(
      (await one.audit('patient.imported')).map((event) => event.patientIds?.map((id) => mrnOf.get(id))),
    ),
  }
}

const recordSource = {
  format: 'fhir-bundle',
  path: path.join(import.meta.dirname, '../fixtures/synthea-record'),
} as const
const runRecord = (desk: Desk) => importPatients(systemCtx(desk, 'test', 'test'), recordSource)

describe('an import that is killed', () => {
  it('leaves a whole health record or nothing of it, and the next run brings in the rest once', async () => {
    const { house: another, stop } = await openHouse()
    const had = async () => (await another.rows('clinical_record')).length
    for (let n = 1; (await brokenOffJob(another, n, runRecord)) === undefined; n += 3)
      expect([0, 68]).toContain(await had())
    expect(await had()).toBe(68)
    expect(new Set((await another.rows('clinical_record')).map((row) => row.source_key)).size).toBe(68)
    expect((await runRecord(another.desk)).clinical).toBe(0)
    await stop()
  })

  it('leaves whole people with their record or nothing of them, and the next run brings in the rest once', async () => {
    const { house: untouched, stop } = await openHouse()
    await run(untouched.desk)
    const whole = await left(untouched)
    await stop()
    let brokenOff = 0
    for (let n = 1; (await brokenOffJob(house, n, run)) === undefined; n += 1) {
      const now = await left(house)
      expect(whole.patients).toEqual(expect.arrayContaining(now.patients))
      expect(now.recorded.flatMap((ids) => JSON.parse(ids))).toHaveLength(now.patients.length)
      expect([0, whole.patients.length]).toContain(now.patients.length)
      brokenOff = n
    }
    expect(brokenOff).toBeGreaterThan(5)
    expect(await left(house)).toEqual(whole)
  })
})

describe.runIf(engine === 'postgres')('an import whose last commit is not answered', () => {
  it('says that it can be run again, and then nobody comes in twice', async () => {
    const { house: another, stop } = await openHouse()
    const importing = (desk: Desk) =>
      importsCommands['import patients']!(systemCtx(desk, 'test', 'test'), recordSource)
    const cut = await cutAtCommit(another.desk.config.databaseUrl)
    const desk = createDesk({ ...another.desk.config, databaseUrl: cut.url })
    await expect(importing(desk)).rejects.toThrow(/not say whether.* Run the same import again/)
    await closeDesk(desk)
    cut.stop()
    // It was stored, which nobody was told.
    const before = await left(another)
    expect(before.patients).toHaveLength(1)
    expect((await importing(another.desk)).json).toMatchObject({ created: 0, unchanged: 1 })
    expect(await left(another)).toEqual(before)
    await stop()
  })
})
