import { expect, it } from 'vitest'
import { dayPlus } from '../../api/core/calendar.ts'
import { watchAccess } from '../../api/privacy/monitor/watchAccess.ts'
import { houseForTests } from '../support/harness.ts'
import { logged, writeLog } from '../support/log.ts'
import { aPatient, must } from '../support/people.ts'
import { act, aMember } from '../support/snoopers.ts'

const house = houseForTests()

it('an alert about one person and many patients lists whose records they are, as far as a page goes, and the log says that it did', async () => {
  const day = dayPlus(new Date().toISOString().slice(0, 10), -2)
  const patients = await Promise.all(Array.from({ length: 160 }, () => aPatient(house)))
  const [opener, searcher] = [await aMember(house), await aMember(house)]
  const opened = patients.slice(0, 45)
  await writeLog(house, [
    ...opened.map((patient) => act(opener, patient.id, day)),
    act(opener, opened[7]!.id, day),
    // Denied, and another day's: neither is what the alert is about.
    act(opener, patients[60]!.id, day, 'patient.shown', { outcome: 'denied' }),
    act(opener, patients[61]!.id, dayPlus(day, -40)),
    logged('patient.searched', {
      at: `${day}T10:00:00.000Z`,
      actorId: searcher,
      patientIds: patients.map(({ id }) => id),
    }),
  ])
  await watchAccess(house.desk)
  const officer = await house.signIn('privacy-officer')
  const alertOf = async (staffId: string) => {
    const filter = encodeURIComponent(JSON.stringify({ staffId }))
    const [row] = must(await officer.get(`/api/privacy-alerts?filter=${filter}`))
    return must(await officer.get(`/api/privacy-alerts/${row.id}`))
  }
  const { patient, patients: listed, morePatients } = await alertOf(opener)
  expect([patient, listed.length, morePatients]).toEqual([null, 45, 0])
  expect(listed[0]).toMatchObject({ id: opened[7]!.id, events: 2 })
  expect(listed[0].name).toContain(opened[7]!.familyName)
  expect(new Set(listed.map((one: { id: string }) => one.id))).toEqual(new Set(opened.map(({ id }) => id)))
  expect(new Set((await house.audit('privacy-alert.shown')).at(-1)!.patientIds)).toEqual(
    new Set(opened.map(({ id }) => id)),
  )
  const searched = await alertOf(searcher)
  expect([searched.patients.length, searched.morePatients]).toEqual([100, 60])
})
