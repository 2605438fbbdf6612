import { z } from 'zod'
import { Invalid } from '../../core/errors.ts'
import { text } from '../../core/http/schema.ts'

/** What a column may be of; of those that are lists, several columns may be. */
const fields = [
  'mrn',
  'familyName',
  'givenName',
  'middleName',
  'suffix',
  'birthDate',
  'sex',
  'language',
  'race',
  'ethnicity',
  'payer',
  'city',
  'state',
  'postalCode',
  'country',
  'deceasedAt',
  'primaryProvider',
] as const
const lists = ['formerFamilyName', 'nickname', 'street', 'phone', 'email'] as const
export type MappedField = (typeof fields)[number] | (typeof lists)[number]

/** How a file writes its dates. It is named and not guessed: 3/4/1985 is two days. */
export const dateForms = {
  'YYYY-MM-DD': /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  'M/D/YYYY': /^(?<m>\d{1,2})[/.-](?<d>\d{1,2})[/.-](?<y>\d{4})$/,
  'D/M/YYYY': /^(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>\d{4})$/,
} as const
export type DateForm = keyof typeof dateForms

/** Which column of a file is what, by their names in upper case; those that are to be left out without a word. */
export interface ColumnMap {
  columns: ReadonlyMap<string, MappedField>
  ignored: ReadonlySet<string>
  dates: DateForm
  /** Who issued the numbers; else `--source` says. */
  issuer: string | undefined
}

const ours = z.enum([...fields, ...lists])
const theirs = text(200).transform((column) => column.toUpperCase())
const given = z.strictObject({
  columns: z.record(theirs, ours),
  ignore: z.array(theirs).default([]),
  dates: z.enum(Object.keys(dateForms) as [DateForm, ...DateForm[]]).default('YYYY-MM-DD'),
  issuer: text(300).optional(),
})

/**
 * The map of a file's columns, from the JSON of `--map`, from `--column 'THEIRS=ours'`, or from both.
 * @throws Invalid with the rule it breaks
 */
export function readColumnMap(json: unknown, flags: readonly string[], dates: string | undefined): ColumnMap {
  const map = (json ?? {}) as { columns?: object }
  const flagged = Object.fromEntries(
    flags.map((flag) => [flag.slice(0, flag.lastIndexOf('=')), flag.slice(flag.lastIndexOf('=') + 1)]),
  )
  const { data, error } = given.safeParse({
    ...map,
    columns: { ...map.columns, ...flagged },
    ...(dates && { dates }),
  })
  if (error) {
    const { path, message } = error.issues[0]!
    throw new Invalid({
      [`--map ${path.join('.')}`.trim()]: `${message}; fields are ${ours.options.join(', ')}`,
    })
  }
  const columns = new Map(Object.entries(data.columns))
  const of = (field: MappedField) => [...columns.values()].filter((one) => one === field).length
  // Without given names a table would take from each on file the one that another feed told (2026-11-28).
  const absent = (['mrn', 'familyName', 'givenName', 'birthDate'] as const).filter((field) => of(field) === 0)
  if (absent.length > 0) throw new Invalid({ '--map': `must say which column is ${absent.join(', ')}` })
  const twice = fields.find((field) => of(field) > 1)
  if (twice) throw new Invalid({ '--map': `has two columns for ${twice}` })
  return { columns, ignored: new Set(data.ignore), dates: data.dates, issuer: data.issuer }
}
