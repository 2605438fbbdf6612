import { createReadStream, existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse'
import type { GivenVisit } from '../patients/saveVisits.ts'
import type { SourceItem } from './records.ts'

type Row = Record<string, string>

const openCsv = (file: string) =>
  createReadStream(file).pipe(
    parse({
      columns: (names: string[]) => names.map((n) => n.trim().toUpperCase()),
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }),
  )

/**
 * Reads Synthea's CSV: a folder with patients.csv, or that file; encounters, providers and organizations beside it
 * are used when present. Synthea's CSV carries no phone and no e-mail.
 */
export async function* readSyntheaCsv(target: string): AsyncGenerator<SourceItem> {
  const file = statSync(target).isDirectory() ? path.join(target, 'patients.csv') : target
  if (!existsSync(file)) throw new Error(`there is no patients.csv in ${target}`)
  const { visits, payers } = await readVisits(path.dirname(file))
  const needed = ['BIRTHDATE', 'FIRST', 'LAST']
  for await (const { record: row, info } of openCsv(file) as AsyncIterable<{
    record: Row
    info: { lines: number }
  }>) {
    const at = { file: path.basename(file), line: info.lines }
    const absent = needed.filter((name) => row[name] === undefined)
    if (absent.length) {
      yield { ...at, fault: `column ${absent.join(', ')} is missing` }
      continue
    }
    const id = row.ID
    yield {
      ...at,
      patient: {
        mrn: id,
        identifiers: id ? [{ system: 'https://github.com/synthetichealth/synthea', value: id }] : [],
        familyName: row.LAST,
        givenName: row.FIRST,
        otherNames: row.MAIDEN ? [row.MAIDEN] : [],
        birthDate: row.BIRTHDATE,
        sex: row.GENDER === 'F' ? 'female' : row.GENDER === 'M' ? 'male' : row.GENDER,
        race: row.RACE,
        ethnicity: row.ETHNICITY,
        payer: id && payers.get(id),
        street: row.ADDRESS,
        city: row.CITY,
        state: row.STATE,
        postalCode: row.ZIP,
        phones: [],
        emails: [],
        deceasedAt: row.DEATHDATE,
        encounters: (id && visits.get(id)) || [],
      },
    }
  }
}

/** Each patient's visits, and who paid for the latest. */
async function readVisits(folder: string) {
  const visits = new Map<string, GivenVisit[]>()
  const payers = new Map<string, string>()
  const latest = new Map<string, string>()
  const file = path.join(folder, 'encounters.csv')
  if (!existsSync(file)) return { visits, payers }
  const [paying, providers, clinics] = await Promise.all([
    readNames(path.join(folder, 'payers.csv')),
    readNames(path.join(folder, 'providers.csv')),
    readNames(path.join(folder, 'organizations.csv')),
  ])
  const named = (names: Map<string, string>, id: string | undefined) => {
    const name = id && names.get(id)
    return name ? { externalId: id, name } : undefined
  }
  for await (const { record: row } of openCsv(file) as AsyncIterable<{ record: Row }>) {
    if (!row.PATIENT || !row.ID || !row.START) continue
    const list = visits.get(row.PATIENT) ?? []
    list.push({
      externalId: row.ID,
      startedAt: row.START,
      provider: named(providers, row.PROVIDER),
      clinic: named(clinics, row.ORGANIZATION),
    })
    visits.set(row.PATIENT, list)
    const payer = row.PAYER && paying.get(row.PAYER)
    if (payer && row.START >= (latest.get(row.PATIENT) ?? '')) {
      payers.set(row.PATIENT, payer)
      latest.set(row.PATIENT, row.START)
    }
  }
  return { visits, payers }
}

async function readNames(file: string): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  if (!existsSync(file)) return names
  for await (const { record: row } of openCsv(file) as AsyncIterable<{ record: Row }>)
    if (row.ID && row.NAME) names.set(row.ID, row.NAME)
  return names
}
