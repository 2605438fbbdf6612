import type { Coding, Entry, GivenEntry, Value } from '../../records/entry.ts'
import type { Kind } from '../../records/lists.ts'
import { readMoment } from '../read/moments.ts'
import type { PatientReference, ReadRules, SourceItem, Warning } from '../records.ts'
import { tableOf } from './tables.ts'

type Row = Readonly<Record<string, string>>

interface Table {
  name: string
  kind: Kind
  system: string
  /** The columns of when it was, and when it was over. */
  at: string
  until?: string
  /** How it stands where nothing ended it, and where something did. */
  status: [string, string]
  more?(row: Row): Partial<Entry>
}

const cell = (row: Row, column: string) => row[column]?.trim() || undefined

function valueOfRow(row: Row): Value[] {
  const said = cell(row, 'VALUE')
  if (said === undefined) return []
  const number = cell(row, 'TYPE') === 'text' ? Number.NaN : Number(said)
  const unit = cell(row, 'UNITS')
  return [{ ...(Number.isFinite(number) ? { number } : { text: said }), ...(unit && { unit }) }]
}

const reactions = (row: Row): Partial<Entry> => {
  const found = [cell(row, 'DESCRIPTION1'), cell(row, 'DESCRIPTION2')].flatMap((one) => one ?? [])
  return found.length > 0 ? { details: found } : {}
}

const reasons = (row: Row): Partial<Entry> => {
  const reason = cell(row, 'REASONDESCRIPTION')
  return reason ? { details: [reason] } : {}
}

const categoryOf = (row: Row): Partial<Entry> => {
  const code = cell(row, 'CATEGORY')
  return code
    ? { categories: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }] }
    : {}
}

const snomed = 'http://snomed.info/sct'
const active = ['active', 'resolved'] as [string, string]
const tables: Table[] = [
  { name: 'conditions', kind: 'problem', system: snomed, at: 'START', until: 'STOP', status: active },
  {
    name: 'allergies',
    kind: 'allergy',
    system: snomed,
    at: 'START',
    until: 'STOP',
    status: active,
    more: reactions,
  },
  {
    name: 'medications',
    kind: 'medication',
    system: 'http://www.nlm.nih.gov/research/umls/rxnorm',
    at: 'START',
    until: 'STOP',
    status: ['active', 'stopped'],
  },
  {
    name: 'immunizations',
    kind: 'immunization',
    system: 'http://hl7.org/fhir/sid/cvx',
    at: 'DATE',
    status: ['completed', 'completed'],
  },
  {
    name: 'procedures',
    kind: 'procedure',
    system: snomed,
    at: 'START',
    until: 'STOP',
    status: ['completed', 'completed'],
    more: reasons,
  },
  {
    name: 'observations',
    kind: 'result',
    system: 'http://loinc.org',
    at: 'DATE',
    status: ['final', 'final'],
    more: (row) => ({ values: valueOfRow(row), ...categoryOf(row) }),
  },
]

/**
 * The clinical tables beside a table of patients. Their rows have no id: what a row is called is whose it is, of which visit,
 * what and when, so that another value of the same is a correction.
 */
export async function* readClinical(
  folder: string,
  issuer: string,
  rules: ReadRules,
): AsyncGenerator<SourceItem> {
  for (const table of tables)
    for await (const item of tableOf(folder, table.name)) {
      if ('fileFault' in item) yield item
      else if ('fault' in item) {
        const { fault, ...at } = item
        yield { ...at, nothing: true, warnings: [{ field: 'row', rule: fault }] }
      } else {
        const { row, ...at } = item
        yield { ...at, ...toItem(table, row, issuer, rules) }
      }
    }
}

type Read =
  | { clinical: GivenEntry; of: PatientReference; warnings: Warning[] }
  | { nothing: true; warnings: Warning[] }

function toItem(table: Table, row: Row, issuer: string, rules: ReadRules): Read {
  const [patient, code, name] = [cell(row, 'PATIENT'), cell(row, 'CODE'), cell(row, 'DESCRIPTION')]
  if (!patient) return { nothing: true, warnings: [{ field: 'PATIENT', rule: 'is missing' }] }
  if (!name) return { nothing: true, warnings: [{ field: 'DESCRIPTION', rule: 'is missing' }] }
  // Of procedures older files have one moment.
  const when = cell(row, table.at) ?? cell(row, 'DATE')
  const at = when && readMoment(when, rules)
  const until = table.until && cell(row, table.until)
  const codes: Coding[] = code ? [{ system: table.system, code, display: name }] : []
  const value = [table.name, patient, cell(row, 'ENCOUNTER'), code ?? name, when].join('/')
  return {
    of: { id: patient },
    warnings: when && !at ? [{ field: table.at, rule: 'must be a day or a moment' }] : [],
    clinical: {
      issuer,
      value,
      withdrawn: false,
      at: at ?? '',
      entry: {
        kind: table.kind,
        name,
        codes,
        status: table.status[until ? 1 : 0],
        ...(at && { at: when }),
        ...(until && readMoment(until, rules) && { until }),
        ...table.more?.(row),
      },
    },
  }
}
