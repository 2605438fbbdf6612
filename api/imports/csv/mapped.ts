import path from 'node:path'
import { isPhone } from '../../core/phone.ts'
import type { GivenContact } from '../../patients/record.ts'
import { saysYear } from '../checkPatient.ts'
import { readEmail } from '../fhir/contacts.ts'
import { foreignForm, hasForeignForm } from '../fhir/identifiers.ts'
import { isNull, isRounded } from '../placeholders.ts'
import { FileFault } from '../read/bytes.ts'
import { again, type CsvRow, rowsOf } from '../read/csv.ts'
import { filesBelow, saidOfOthers } from '../read/files.ts'
import {
  type ReadRules,
  type SourceItem,
  type SourcePatient,
  unnamedSource,
  type Warning,
} from '../records.ts'
import { type ColumnMap, type DateForm, dateForms, type MappedField } from './columnMap.ts'

/** Reads any CSV of people, a row each, by a map that says which of its columns is what (`columnMap.ts`). */
export async function* readMappedCsv(target: string, rules: ReadRules): AsyncGenerator<SourceItem> {
  const map = rules.columnMap
  if (!map) throw new Error('a CSV is read by a map of its columns')
  const below = filesBelow(target, /\.(csv|tsv|txt)(\.gz)?$/i)
  yield* saidOfOthers(below, '.csv')
  for (const name of below.fit) {
    const file = path.basename(name)
    try {
      yield* readFile(name, file, map, rules)
    } catch (error) {
      if (!(error instanceof FileFault)) throw error
      yield { file, fileFault: error.message }
    }
  }
}

async function* readFile(
  name: string,
  file: string,
  map: ColumnMap,
  rules: ReadRules,
): AsyncGenerator<SourceItem> {
  let rows = 0
  let told = false
  for await (const item of rowsOf(name)) {
    rows++
    if (!('row' in item)) {
      yield item
      continue
    }
    if (!told) yield* columnsOf(file, Object.keys(item.row), map)
    told = true
    yield personOf(item, map, rules)
  }
  if (rows === 0) yield { file, fileFault: 'has no rows' }
}

/**
 * What is to be said of a file's columns. Names of columns are told only where all that the map names are there:
 * else the first line may be no names but somebody's record. @throws FileFault
 */
function* columnsOf(file: string, columns: string[], map: ColumnMap): Generator<SourceItem> {
  const absent = [...map.columns.keys()].filter((column) => !columns.includes(column))
  if (absent.length > 0) throw new FileFault(`has no column ${absent.join(', ')}`)
  const twice = [...map.columns.keys()].filter((column) => columns.includes(again(column)))
  if (twice.length > 0) throw new FileFault(`has more than one column ${twice.join(', ')}`)
  const unknown = columns.filter((column) => column && !map.columns.has(column) && !map.ignored.has(column))
  if (unknown.length === 0) return
  const warnings = unknown.map((field) => ({
    field,
    rule: 'is a column that the map does not name; it was left out',
  }))
  yield { file, line: 1, nothing: true, warnings }
}

function personOf(
  { row, ...at }: CsvRow & { row: Record<string, string> },
  map: ColumnMap,
  rules: ReadRules,
): SourceItem {
  const cells = new Map<MappedField, string[]>()
  for (const [column, field] of map.columns) {
    const cell = row[column]?.trim()
    const said = cell && isNull(cell) && !/Name$/i.test(field) ? undefined : cell
    const list = cells.get(field) ?? []
    cells.set(field, said ? [...list, said] : list)
  }
  const warnings: Warning[] = []
  const warn = (field: string, rule: string) => warnings.push({ field, rule })
  const all = (field: MappedField) => cells.get(field) ?? []
  const one = (field: MappedField): string | undefined => all(field)[0]
  // A column that is not mapped says nothing; an empty cell says that there is none.
  const said = (field: MappedField) => (cells.has(field) ? (one(field) ?? null) : undefined)
  const mrn = one('mrn')
  if (mrn && hasForeignForm(mrn)) return { ...at, fault: `mrn ${foreignForm}` }
  if (mrn && isRounded(mrn))
    return { ...at, fault: 'mrn was rounded by a spreadsheet; its last digits are lost' }
  const born = one('birthDate')
  const birthDate = born && readAs(born, map.dates)
  if (born && !birthDate) return { ...at, fault: `birthDate must be a date written ${map.dates}` }
  const died = one('deceasedAt')
  const deceasedAt = died && readAs(died, map.dates)
  if (died && !deceasedAt) warn('deceasedAt', `must be a date written ${map.dates}`)
  const provider = one('primaryProvider')
  const issuer = map.issuer ?? rules.source ?? unnamedSource
  const given = [one('givenName'), one('middleName')].filter(Boolean).join(' ')
  const patient: SourcePatient = {
    id: mrn,
    numbers: mrn ? [{ system: issuer, value: mrn }] : [],
    familyName: one('familyName') ?? (given || undefined),
    givenName: one('familyName') ? given : '',
    ...(!cells.has('middleName') && { firstNameOnly: true }),
    suffix: said('suffix'),
    ...(cells.has('formerFamilyName') && { otherNames: all('formerFamilyName') }),
    ...(cells.has('nickname') && { nicknames: all('nickname') }),
    birthDate,
    sex: sexOf(said('sex')),
    language: said('language'),
    race: said('race'),
    ethnicity: said('ethnicity'),
    payer: said('payer'),
    street: cells.has('street')
      ? all('street')
          .join(', ')
          .replace(/\s*[\r\n]+\s*/g, ', ') || null
      : undefined,
    city: said('city'),
    state: said('state'),
    postalCode: said('postalCode'),
    country: said('country'),
    ...((cells.has('phone') || cells.has('email')) && {
      contacts: contactsOf(all('phone'), all('email'), rules, warn),
      kindsTold: kinds.filter((kind) => cells.has(kind)),
    }),
    ...(deceasedAt ? { deceasedAt } : died && saysYear(died, rules.today) && { deceased: true }),
    ...(cells.has('primaryProvider') && {
      primaryProvider: provider ? { issuer, value: provider, name: provider } : null,
    }),
    visits: [],
  }
  return {
    ...at,
    warnings,
    patient,
    fields: [...cells].flatMap(([field, list]) => (list.length ? [field] : [])),
  }
}

const kinds = ['phone', 'email'] as const

function contactsOf(
  phones: string[],
  emails: string[],
  { home }: ReadRules,
  warn: (field: string, rule: string) => void,
): GivenContact[] {
  for (const phone of phones)
    if (!isPhone(phone, home))
      warn('phone', 'is no number of the home country, nor one with its country code; it was kept as text')
  return [
    ...phones.map((value) => ({ system: 'phone' as const, value })),
    ...emails.flatMap((said) => {
      const value = readEmail(said)
      if (!value) warn('email', 'must be an email address')
      return value ? [{ system: 'email' as const, value }] : []
    }),
  ]
}

/** A date as the file writes it, as YYYY-MM-DD; nothing where it is none. */
function readAs(said: string, form: DateForm): string | undefined {
  const { y, m, d } = dateForms[form].exec(said.replace(/[T ]00:00(:00)?(\.0+)?$/, ''))?.groups ?? {}
  return y && `${y}-${m!.padStart(2, '0')}-${d!.padStart(2, '0')}`
}

function sexOf(said: string | null | undefined): string | null | undefined {
  const letter = said?.toUpperCase()
  if (letter === 'F' || letter === 'FEMALE') return 'female'
  if (letter === 'M' || letter === 'MALE') return 'male'
  return letter === 'U' ? 'unknown' : said
}
