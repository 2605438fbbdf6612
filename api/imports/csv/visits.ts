import type { NamedPlace } from '../../patients/places.ts'
import type { GivenVisit } from '../../patients/saveVisits.ts'
import { readMoment } from '../read/moments.ts'
import type { Place, ReadRules, SourceItem } from '../records.ts'
import { tableOf } from './tables.ts'

export interface Visits {
  /** The visits of each patient, with the line of each. */
  of: Map<string, { visit: GivenVisit; at: Place }[]>
  /** Who paid for each patient's latest visit. */
  payers: Map<string, string>
  /** What is to be said of rows that are no visit. */
  items: SourceItem[]
}

/** The visits beside a table of patients, and who paid for the latest. */
export async function readVisits(folder: string, issuer: string, rules: ReadRules): Promise<Visits> {
  const visits: Visits = { of: new Map(), payers: new Map(), items: [] }
  const [paying, providers, clinics] = [
    await readNames(folder, 'payers', issuer),
    await readNames(folder, 'providers', issuer),
    await readNames(folder, 'organizations', issuer),
  ]
  const latest = new Map<string, string>()
  for await (const item of tableOf(folder, 'encounters')) {
    if (!('row' in item)) {
      visits.items.push(item)
      continue
    }
    const { row, ...at } = item
    const say = (field: string, rule: string) =>
      visits.items.push({ ...at, nothing: true, warnings: [{ field, rule }] })
    const startedAt = row.START ? readMoment(row.START, rules) : undefined
    if (!row.PATIENT || !row.ID) say(row.ID ? 'PATIENT' : 'ID', 'is missing')
    else if (!row.START) say('START', 'is missing')
    else if (!startedAt) say('START', 'must be a day or a moment, as YYYY-MM-DD or M/D/YYYY')
    else {
      const list = visits.of.get(row.PATIENT) ?? []
      const visit = {
        issuer,
        value: row.ID,
        startedAt,
        withdrawn: false,
        provider: providers.get(row.PROVIDER ?? ''),
        clinic: clinics.get(row.ORGANIZATION ?? ''),
      }
      list.push({ visit, at })
      visits.of.set(row.PATIENT, list)
      const payer = paying.get(row.PAYER ?? '')
      if (payer && startedAt >= (latest.get(row.PATIENT) ?? '')) {
        visits.payers.set(row.PATIENT, payer.name)
        latest.set(row.PATIENT, startedAt)
      }
    }
  }
  return visits
}

async function readNames(folder: string, table: string, issuer: string): Promise<Map<string, NamedPlace>> {
  const names = new Map<string, NamedPlace>()
  for await (const item of tableOf(folder, table))
    if ('row' in item && item.row.ID && item.row.NAME)
      names.set(item.row.ID, { issuer, value: item.row.ID, name: item.row.NAME })
  return names
}
