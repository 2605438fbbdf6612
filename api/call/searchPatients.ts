import { view } from '../acts/view.ts'
import { hospitalDay } from '../core/calendar.ts'
import { readPolicy } from '../core/policy.ts'
import { searchPatients as asks } from '../patients/schema.ts'
import { searchCap } from '../patients/searchQueries.ts'
import { type Proof, readSearch, type SearchTerms } from '../patients/searchTerms.ts'
import { shownOfMrn } from '../patients/shownOfMrn.ts'
import { whyFound } from '../patients/whyFound.ts'
import { findPeople } from './findPeople.ts'
import { shownAlike } from './proveInSearch.ts'
import { patientRows } from './queries.ts'
import * as schema from './schema.ts'

/**
 * Finds patients by whatever the caller gave; each one shown is in the audit log before the page leaves, and so is each of
 * whom something that proves identity was asked that is not so: its kind, and a keyed hash, which shows that it is another one.
 */
export const searchPatients = view({
  name: 'patient.searched',
  letter: 'E',
  words: {
    en: 'Searched for patients',
    es: 'Buscó pacientes',
  },
  among: {
    en: 'this patient was among the results, or was asked about',
    es: 'este paciente estaba entre los resultados, o se preguntó por él',
  },
  watch: 'search',
  at: 'POST /api/patients/search',
  summary: 'Find patients by name, date of birth, MRN, phone or email',
  tag: 'Patients',
  needs: 'patients.search',
  asks,
  reply: schema.patientPage,
  async show(ctx, { filter, sort, range, typing }) {
    const { timeZone, homeCountry } = await readPolicy(ctx.desk.db.read)
    const terms = readSearch(filter.q, hospitalDay(ctx.now(), timeZone), homeCountry, typing)
    const { ids, cut: capped, tried, uncompared, alike, born } = await findPeople(ctx, terms)
    const all = ids.slice(0, searchCap)
    if (sort?.[1] === 'DESC') all.reverse()
    const [from, to] = range ?? [0, 24]
    const rows = await patientRows(ctx.desk.db.read, all.slice(from, to + 1))
    const asked = proofsOf(terms)
    return {
      reply: {
        data: rows.map((row) => ({
          id: row.id,
          familyName: row.family_name,
          givenName: row.given_name,
          suffix: row.suffix,
          birthYear: row.birth_date.slice(0, 4),
          mrnEnding: row.mrn.slice(-shownOfMrn),
          city: row.city,
          accountStatus: row.status ?? ('none' as const),
          deceased: row.deceased_at !== null,
          why: whyFound(terms.typed, row, alike.has(row.id)),
          born: born?.has(row.id) ?? null,
          inactive: row.inactive_since !== null || row.replaced_by !== null,
        })),
        total: all.length,
        capped,
        uncompared,
      },
      seen: {
        patientIds: [...new Set([...rows.map((row) => row.id), ...tried])],
        detail: {
          words: terms.names.length,
          birthDate: terms.birthDates.length > 0,
          shown: rows.length,
          found: all.length,
          ...(asked.length > 0 && {
            asked: asked.map(({ kind }) => kind),
            askedKeys: asked.map(({ kind, keys }) => ctx.desk.keys.mac(`search:${kind}`, keys[0]!)),
          }),
          ...(all.length === 0 && terms.numbers[0] && { alike: shownAlike(ctx, terms.numbers[0]) }),
          ...(tried.length > 0 && { tried }),
        },
      },
    }
  },
})

const proofsOf = ({ birthDates, numbers }: SearchTerms): Proof[] => [
  ...(birthDates.length > 0 ? [{ kind: 'birthDate' as const, keys: birthDates }] : []),
  ...numbers,
]
