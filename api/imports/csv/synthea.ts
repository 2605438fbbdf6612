import { statSync } from 'node:fs'
import path from 'node:path'
import { hasForeignForm, synthea } from '../fhir/identifiers.ts'
import { isNull } from '../placeholders.ts'
import { FileFault } from '../read/bytes.ts'
import { again, rowsOf } from '../read/csv.ts'
import { readDay } from '../read/moments.ts'
import type { ReadRules, SourceItem, SourcePatient } from '../records.ts'
import { readClinical } from './clinical.ts'
import { fileOf } from './tables.ts'
import { readVisits, type Visits } from './visits.ts'

const named = new Set(['FIRST', 'LAST', 'MIDDLE', 'MAIDEN'])
const needed = ['ID', 'BIRTHDATE', 'FIRST', 'LAST']

/** Synthea's words for race and ethnicity, as its FHIR and the OMB write them. */
const omb: Record<string, string> = {
  white: 'White',
  black: 'Black or African American',
  asian: 'Asian',
  native: 'American Indian or Alaska Native',
  hawaiian: 'Native Hawaiian or Other Pacific Islander',
  other: 'Other',
  hispanic: 'Hispanic or Latino',
  nonhispanic: 'Not Hispanic or Latino',
}

/**
 * Reads Synthea's CSV: a folder with patients.csv, or that file; encounters, providers, organizations and the clinical tables
 * beside it are used when present. Synthea's CSV carries no phone, no e-mail and no language.
 */
export async function* readSyntheaCsv(target: string, rules: ReadRules): AsyncGenerator<SourceItem> {
  const file = statSync(target).isDirectory() ? fileOf(target, 'patients') : target
  if (!file) throw new Error(`there is no patients.csv in ${target}`)
  const name = path.basename(file)
  const issuer = rules.source ?? synthea
  const visits = yield* readVisits(path.dirname(file), issuer, rules)
  let rows = 0
  try {
    for await (const item of rowsOf(file)) {
      rows++
      if (!('row' in item)) {
        yield item
        continue
      }
      const { row, ...at } = item
      const absent = needed.filter((column) => row[column] === undefined)
      // All rows lack it: said once, of the file.
      if (absent.length > 0) throw new FileFault(`has no column ${absent.join(', ')}`)
      const twice = Object.keys(row).filter((column) => row[again(column)] !== undefined)
      if (twice.length > 0) throw new FileFault(`has more than one column ${twice.join(', ')}`)
      yield { ...at, patient: toPatient(row, issuer, visits) }
      visits.of.delete(row.ID!)
    }
    if (rows === 0) yield { file: name, fileFault: 'has no rows' }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    yield { file: name, fileFault: error.message }
  }
  for (const orphans of visits.of.values())
    for (const { at } of orphans)
      yield { ...at, nothing: true, warnings: [{ field: 'PATIENT', rule: `is not in ${name}` }] }
  yield* readClinical(path.dirname(file), issuer, rules)
}

function toPatient(row: Record<string, string>, issuer: string, visits: Visits): SourcePatient {
  const cell = (column: string) => {
    const said = row[column]?.trim()
    return said && !(isNull(said) && !named.has(column)) ? said : undefined
  }
  const id = cell('ID')
  // A column that is not there says nothing; an empty cell says that there is none.
  const said = (column: string) => (row[column] === undefined ? undefined : (cell(column) ?? null))
  const [born, died] = [cell('BIRTHDATE'), cell('DEATHDATE')]
  const sex = cell('GENDER')?.toUpperCase()
  return {
    id,
    numbers: id && !hasForeignForm(id) ? [{ system: issuer, value: id }] : [],
    familyName: cell('LAST') ?? cell('FIRST'),
    givenName: cell('LAST') ? [cell('FIRST'), cell('MIDDLE')].filter(Boolean).join(' ') : '',
    suffix: said('SUFFIX'),
    ...(row.MAIDEN !== undefined && { otherNames: cell('MAIDEN') ? [cell('MAIDEN')!] : [] }),
    birthDate: born && readDay(born),
    sex: sex === 'F' ? 'female' : sex === 'M' ? 'male' : sex === 'U' ? 'unknown' : said('GENDER'),
    race: ombOf(said('RACE')),
    ethnicity: ombOf(said('ETHNICITY')),
    ...(id && visits.payers.has(id) && { payer: visits.payers.get(id)! }),
    street: said('ADDRESS')?.replace(/\s*[\r\n]+\s*/g, ', ') ?? said('ADDRESS'),
    city: said('CITY'),
    state: said('STATE'),
    postalCode: said('ZIP'),
    country: said('COUNTRY'),
    ...(died && { deceasedAt: readDay(died) }),
    visits: ((id && visits.of.get(id)) || []).map(({ visit }) => visit),
  }
}

const ombOf = (said: string | null | undefined) => (said ? (omb[said.toLowerCase()] ?? said) : said)
