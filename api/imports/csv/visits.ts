import type { NamedPlace } from '../../patients/places.ts'
import type { GivenVisit } from '../../patients/saveVisits.ts'
import { readMoment, whyNoVisit } from '../read/moments.ts'
import type { Place, ReadRules, SourceItem } from '../records.ts'
import { tableOf } from './tables.ts'

export interface Visits {
  /** The visits of each patient, with the line of each. */
  of: Map<string, { visit: GivenVisit; at: Place }[]>
  /** Who paid for each patient's latest visit. */
  payers: Map<string, string>
}

/** The visits beside a table of patients, and who paid for the latest. It yields what is to be said of rows that are no visit. */
export async function* readVisits(
  folder: string,
  issuer: string,
  rules: ReadRules,
): AsyncGenerator<SourceItem, Visits> {
  const visits: Visits = { of: new Map(), payers: new Map() }
  const paying = yield* readNames(folder, 'payers', issuer)
  const providers = yield* readNames(folder, 'providers', issuer)
  const clinics = yield* readNames(folder, 'organizations', issuer)
  const latest = new Map<string, string>()
  for await (const item of tableOf(folder, 'encounters')) {
    if (!('row' in item)) {
      yield item
      continue
    }
    const { row, ...at } = item
    const say = (field: string, rule: string): SourceItem => ({
      ...at,
      nothing: true,
      warnings: [{ field, rule }],
    })
    const startedAt = row.START ? readMoment(row.START, rules) : undefined
    if (!row.PATIENT || !row.ID) yield say(row.ID ? 'PATIENT' : 'ID', 'is missing')
    else if (!row.START) yield say('START', 'is missing')
    else if (!startedAt) yield say('START', 'must be a day or a moment, as YYYY-MM-DD or M/D/YYYY')
    else if (whyNoVisit(startedAt, rules)) yield say('START', whyNoVisit(startedAt, rules)!)
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

async function* readNames(
  folder: string,
  table: string,
  issuer: string,
): AsyncGenerator<SourceItem, Map<string, NamedPlace>> {
  const names = new Map<string, NamedPlace>()
  for await (const item of tableOf(folder, table)) {
    if ('fileFault' in item) yield item
    // Nobody is rejected for it: whoever it names is not known here, and that is all.
    else if ('fault' in item) {
      const { fault, ...at } = item
      yield { ...at, nothing: true, warnings: [{ field: 'row', rule: fault }] }
    } else if (item.row.ID && item.row.NAME)
      names.set(item.row.ID, { issuer, value: item.row.ID, name: item.row.NAME })
  }
  return names
}
