import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { hospitalDay } from '../../api/core/calendar.ts'
import { systemCtx } from '../../api/core/context.ts'
import type { ImportFormat } from '../../api/imports/formats.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { failureOf } from '../../api/imports/report.ts'
import { engine, openHouse } from '../support/harness.ts'

/*
 * Small inputs of the kinds that real sources send, each with what an import must do with it: `tests/fixtures/cases`. Each is
 * imported dry, in earnest, and once more.
 */

const fixtures = path.join(import.meta.dirname, '../fixtures/cases')
const formatOf = (name: string): ImportFormat =>
  name.startsWith('c')
    ? 'synthea-csv'
    : readdirSync(path.join(fixtures, name)).some((f) => /ndjson/.test(f))
      ? 'fhir-ndjson'
      : 'fhir-bundle'

async function imported(name: string, zone = 'America/New_York') {
  const opened = await openHouse()
  try {
    const { house } = opened
    await house.desk.db.write.insertInto('setting').values({ name: 'timeZone', value: zone }).execute()
    const run = (dryRun: boolean) =>
      importPatients(systemCtx(house.desk, 'test', 'test'), {
        format: formatOf(name),
        path: path.join(fixtures, name),
        dryRun,
      })
    const dry = await run(true)
    expect((await house.rows('patient')).length).toBe(0)
    const report = await run(false)
    expect({ ...dry, dryRun: false }).toEqual(report)
    const patients = await house.rows('patient')
    const contacts = await house.rows('contact_point')
    const visits = await house.rows('encounter')
    const again = await run(false)
    // A second run changes nothing.
    expect({ created: again.created, updated: again.updated, encounters: again.encounters }).toEqual({
      created: 0,
      updated: 0,
      encounters: 0,
    })
    expect(await house.rows('patient')).toEqual(patients)
    expect((await house.rows('contact_point')).length).toBe(contacts.length)
    return {
      report,
      failed: failureOf(report),
      patients,
      named: (family: string) => patients.find((row) => row.family_name === family)!,
      identifiers: await house.rows('patient_identifier'),
      contacts,
      current: contacts.filter((c) => c.ended_at === null).map((c) => c.value),
      visits,
      days: visits.map((v) => hospitalDay(new Date(v.started_at), zone)).sort(),
      providers: await house.rows('provider'),
      terms: (await house.rows('patient_term')).map((row) => row.term),
      conflicts: await house.rows('record_conflict'),
    }
  } finally {
    await opened.stop()
  }
}
type Made = Awaited<ReturnType<typeof imported>>

const came = (made: Made, created: number, rejected = 0) =>
  expect([made.report.created, made.report.rejected, made.patients.length]).toEqual([
    created,
    rejected,
    created,
  ])
const warned = (made: Made, field: string, rule: RegExp) =>
  expect(made.report.warnings).toContainEqual(
    expect.objectContaining({ field, rule: expect.stringMatching(rule) }),
  )
const rejectedAt = (made: Made) => made.report.rejections.map((r) => [r.line, r.reason])

const cases: Record<string, (made: Made) => void> = {
  'f01-same-mrn-two-hospitals': (made) => {
    came(made, 2)
    expect(made.patients.map((p) => [p.mrn, p.family_name]).sort()).toEqual([
      ['1001', 'Alpha'],
      ['1001', 'Bravo'],
    ])
  },
  'f02-rejected-duplicate-overwrites': (made) => {
    came(made, 1, 1)
    expect(made.patients[0]).toMatchObject({ family_name: 'Firstline', birth_date: '1980-01-02', version: 1 })
    expect(made.failed).toMatch(/rejected/)
  },
  'f03-ssn-by-oid': (made) => {
    came(made, 2)
    expect(made.named('Doea').mrn).toBe('a')
    expect(made.named('Doeb').mrn).toBe('B1')
    expect(JSON.stringify([made.patients, made.identifiers, made.terms])).not.toMatch(/000-?00-?\d{4}/)
    warned(made, 'identifier', /known by its id/)
  },
  'f04-first-identifier-is-payer-number': (made) => {
    came(made, 1)
    expect(made.patients[0]!.mrn).toBe('a')
    expect(JSON.stringify(made.identifiers)).not.toContain('1EG4TE5MK73')
  },
  'f06-no-identifier-same-id-two-servers': (made) => {
    came(made, 1)
    expect(made.identifiers).toMatchObject([{ system: 'urn:portal-desk:source', value: '1' }])
  },
  'f10-nickname': (made) => {
    came(made, 1)
    expect(JSON.parse(made.patients[0]!.nicknames)).toEqual(['Jim', 'Jimbo'])
    expect(JSON.parse(made.patients[0]!.other_names)).toEqual(['Windsor'])
    expect(made.terms).toEqual(expect.arrayContaining(['jim', 'jimbo', 'windsor', 'peter', 'james']))
  },
  'f11-name-text-only': (made) => {
    came(made, 1)
    expect(made.patients[0]).toMatchObject({ family_name: 'Hopper', given_name: 'Grace' })
    warned(made, 'name', /text only/)
  },
  'f12-mononym': (made) => {
    came(made, 2)
    expect(made.patients.map((p) => [p.family_name, p.given_name]).sort()).toEqual([
      ['Madonna', ''],
      ['Suharto', ''],
    ])
  },
  'f13-ended-official-first': (made) => {
    came(made, 1)
    expect(made.patients[0]).toMatchObject({ family_name: 'Newname', other_names: '["Oldname"]' })
  },
  'f15-suffix': (made) => {
    came(made, 2)
    expect(made.patients.map((p) => p.suffix).sort()).toEqual(['Jr.', 'Sr.'])
  },
  'f16-other-given-changed': (made) => {
    expect(made.patients[0]).toMatchObject({ given_name: 'Daniel', former_given_names: '["Danielle"]' })
    expect(made.terms).toContain('danielle')
  },
  'f20-partial-birth': (made) => {
    came(made, 3, 1)
    expect(made.patients.map((p) => p.birth_date).sort()).toEqual(['1955', '1955-07', '1980-01-02'])
    expect(rejectedAt(made)).toEqual([[3, 'birthDate is missing']])
  },
  'f21-deceasedBoolean': (made) => expect(made.patients[0]!.deceased_at).toMatch(/^\d{4}-\d\d-\d\d$/),
  'f23-inactive': (made) => expect(made.patients[0]!.inactive_since).not.toBeNull(),
  'f24-replaced-by': (made) => {
    came(made, 2)
    expect(made.named('Doeold').replaced_by).toBe(made.named('Doenew').id)
    expect(made.named('Doenew').replaced_by).toBeNull()
  },
  'f30-telecom-old': (made) => {
    expect(made.current).toEqual(['now@example.test'])
    expect(
      made.contacts
        .filter((c) => c.ended_at)
        .map((c) => [c.value, c.ended_at])
        .sort(),
    ).toEqual([
      ['gone@example.test', '2012-01-01T00:00:00.000Z'],
      ['old@example.test', '1900-01-01T00:00:00.000Z'],
    ])
  },
  'f32-telecom-sms': (made) =>
    expect(made.contacts).toMatchObject([{ system: 'phone', value: '+1 413 555 0100' }]),
  'f33-one-bad-email': (made) => {
    came(made, 1)
    expect(made.current).toEqual(['413-555-0101'])
    warned(made, 'email', /must be an email address/)
  },
  'f34-mailto-tel': (made) => expect(made.current.sort()).toEqual(['+14135550102', 'ann@example.test']),
  'f35-short-phone-dropped': (made) => {
    came(made, 1)
    expect(made.report.warnings.filter((w) => w.field === 'phone')).toHaveLength(2)
    // They stay on file as text, by which nobody is found and nothing is proved.
    expect(made.contacts.map((c) => c.value_key[0])).toEqual(['~', '~'])
    expect(made.terms.some((term) => term.startsWith('=~'))).toBe(false)
  },
  'f36-email-spaces-and-intl': (made) => {
    came(made, 3)
    expect(made.current.sort()).toEqual(['ann+x@example.test', 'ann@example.test', 'jörg@müller.example'])
    expect(made.report.warnings).toEqual([])
  },
  'f37-address-old-and-line2': (made) =>
    expect(made.patients[0]).toMatchObject({ street: '2 New St, Apt 4', city: 'Y', postal_code: '01002' }),
  'f39-address-text': (made) => {
    expect(made.patients[0]!.street).toBe('5 Text Rd, Springfield MA 01103')
    warned(made, 'address', /text only/)
  },
  'f40-language-preferred': (made) => expect(made.patients[0]!.language).toBe('es'),
  'f41-gp-without-display': (made) => {
    came(made, 1)
    warned(made, 'generalPractitioner', /names nobody/)
  },
  'f42-race-without-text': (made) => expect(made.patients[0]!.race).toBe('White'),
  'f50-duplicate-across-batches': (made) => {
    came(made, 120, 1)
    expect(made.patients.find((p) => p.mrn === 'D003')!.family_name).toBe('Fam3')
    expect(rejectedAt(made)).toEqual([[121, 'repeats a patient of this import']])
  },
  'r01-null-in-arrays': (made) => {
    came(made, 1, 1)
    expect(rejectedAt(made)).toEqual([[1, 'familyName is missing']])
  },
  'r03-bom': (made) => came(made, 2),
  'r04-utf16': (made) => came(made, 1),
  'r05-latin1': (made) => {
    came(made, 0, 1)
    expect(rejectedAt(made)).toEqual([[1, 'is not UTF-8 text']])
    expect(made.failed).toMatch(/every record/)
  },
  'r06-crlf-cr': (made) => came(made, 2),
  'r07-nul-and-lone-surrogate': (made) => {
    came(made, 1, 2)
    expect(rejectedAt(made).map(([line, reason]) => [line, String(reason).split(' ')[0]])).toEqual([
      [1, 'familyName'],
      [2, 'familyName'],
    ])
  },
  'r08-truncated-gz': (made) => {
    // 195 whole lines come before the damage.
    expect([made.report.created, made.report.rejected]).toEqual([195, 0])
    expect(made.report.fileFaults).toMatchObject([
      { file: 'Patient.ndjson.gz', reason: expect.stringMatching(/gzip/) },
    ])
    expect(made.failed).toMatch(/file/)
  },
  'r11-mixed-types': (made) => {
    came(made, 2)
    expect(made.days).toEqual(['2024-01-01'])
  },
  'r12-null-entry': (made) => {
    came(made, 1, 1)
    expect(made.report.rejections).toMatchObject([{ entry: 1 }])
  },
  'r13-entry-without-resource': (made) => came(made, 1),
  'r14-truncated-json': (made) => {
    came(made, 1)
    expect(made.report.fileFaults).toMatchObject([{ file: 'bundle.json', reason: 'is not valid JSON' }])
    expect(made.failed).toMatch(/file/)
  },
  'r16-single-patient': (made) => came(made, 1),
  'r17-wrong-order': (made) => expect(made.days).toEqual(['2024-01-01']),
  'r18-encounter-status': (made) => expect(made.days).toEqual(['2024-01-01']),
  'r19-encounter-absolute-ref': (made) => {
    // A patient of another server is another patient, whatever their id.
    expect(made.days).toEqual(['2024-01-01', '2024-01-02', '2024-01-04'])
    warned(made, 'subject', /no patient of this Bundle/)
  },
  'r21-encounter-date-only': (made) => expect(made.days).toEqual(['2024-03-05']),
  'r22-encounter-id-clash': (made) => {
    came(made, 2)
    expect(made.visits.map((v) => v.patient_id).sort()).toEqual(made.patients.map((p) => p.id).sort())
  },
  'r24-r5-encounter': (made) => expect(made.days).toEqual(['2024-01-01']),
  'r25-uppercase-ext': (made) => came(made, 1),
  'c01-excel-semicolon': (made) => {
    came(made, 2)
    expect(made.patients.map((p) => [p.family_name, p.birth_date, p.postal_code]).sort()).toEqual([
      ['Feil', '1983-11-14', '02143'],
      ['Gómez', '1989-05-25', '01013'],
    ])
    warned(made, 'postalCode', /zeros/)
  },
  'c02-mdy': (made) => expect(made.patients[0]!.birth_date).toBe('1989-05-25'),
  'c04-middle-suffix': (made) =>
    expect(made.patients[0]).toMatchObject({ given_name: 'Milo James', family_name: 'Feil', suffix: 'Jr.' }),
  'c05-latin1': (made) => {
    came(made, 0, 1)
    expect(rejectedAt(made)).toEqual([[2, 'is not UTF-8 text']])
  },
  'c06-utf16': (made) => {
    came(made, 1)
    expect(made.patients[0]).toMatchObject({ family_name: 'Gómez', given_name: 'José' })
  },
  'c07-bad-quote': (made) => {
    came(made, 2, 1)
    expect(rejectedAt(made)).toEqual([[3, expect.stringMatching(/quote/)]])
  },
  'c09-shifted-columns': (made) => {
    came(made, 1, 2)
    expect(rejectedAt(made)).toEqual([
      [3, 'has another number of columns than the first line'],
      [4, 'has another number of columns than the first line'],
    ])
  },
  'c10-multiline-field': (made) => {
    came(made, 1, 1)
    expect(made.patients[0]!.street).toBe('1 Road, Apt 4, Floor 2')
    expect(rejectedAt(made)).toEqual([[5, expect.stringMatching(/^birthDate must be a date/)]])
  },
  'c11-dup-id': (made) => {
    came(made, 1, 1)
    expect(made.patients[0]).toMatchObject({ family_name: 'One', birth_date: '1989-05-25' })
  },
  'c12-visits-orphan': (made) => {
    came(made, 1)
    expect(made.report.warnings.map((w) => [w.file, w.line, w.field]).sort()).toEqual([
      ['encounters.csv', 3, 'PATIENT'],
      ['encounters.csv', 4, 'START'],
      ['encounters.csv', 5, 'START'],
    ])
    expect(made.days).toEqual(['2024-01-01', '2024-05-06'])
  },
  'c14-gz': (made) => came(made, 1),
  'c17-header-only': (made) => {
    came(made, 0)
    expect(made.report.fileFaults).toMatchObject([{ file: 'patients.csv', reason: 'has no rows' }])
    expect(made.failed).toBe('nothing was read')
  },
  'c18-formula': (made) =>
    expect(made.patients[0]).toMatchObject({ given_name: "=cmd|' /C calc'!A0", family_name: '+SUM(1)' }),
}

describe('each kind of record that real sources send comes in as it should', () => {
  // How a record is read is one thing on either engine: on PostgreSQL every third shows that it is stored alike.
  const some = Object.entries(cases).filter((_, i) => engine === 'sqlite' || i % 3 === 0)
  for (const [name, check] of some) it(name, async () => check(await imported(name)), 180_000)

  it('no case is without its test', () => {
    expect(readdirSync(fixtures).sort()).toEqual(Object.keys(cases).sort())
  })

  it('a visit of a day is of that day of the hospital in any zone', async () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kolkata'])
      expect((await imported('r21-encounter-date-only', zone)).days).toEqual(['2024-03-05'])
  })
})
