import { view } from '../acts/view.ts'
import { findPatientIds, searchCap } from '../patients/queries.ts'
import * as schema from '../patients/schema.ts'
import { readSearch } from '../patients/searchTerms.ts'
import { patientRows } from './queries.ts'

/** Finds patients by whatever the caller gave; each one shown is in the audit log before the page leaves. */
export const searchPatients = view({
  name: 'patient.searched',
  letter: 'E',
  words: {
    en: 'Searched for patients; this patient was among the results',
    es: 'Buscó pacientes; este paciente estaba entre los resultados',
  },
  watch: 'search',
  at: 'POST /api/patients/search',
  summary: 'Find patients by name, birth date, MRN, phone or e-mail',
  tag: 'Patients',
  needs: 'patients.search',
  asks: schema.searchPatients,
  reply: schema.patientPage,
  async show(ctx, { filter, sort, range }) {
    const terms = readSearch(filter.q, ctx.now().getUTCFullYear() + 1)
    const { ids, cut: capped } = await findPatientIds(ctx.desk.db.read, terms)
    const all = ids.slice(0, searchCap)
    if (sort?.[1] === 'DESC') all.reverse()
    const [from, to] = range ?? [0, 24]
    const rows = await patientRows(ctx.desk.db.read, all.slice(from, to + 1))
    return {
      reply: {
        data: rows.map((row) => ({
          id: row.id,
          familyName: row.family_name,
          givenName: row.given_name,
          birthYear: row.birth_date.slice(0, 4),
          mrnEnding: row.mrn.slice(-3),
          city: row.city,
          accountStatus: row.status ?? ('none' as const),
          deceased: row.deceased_at !== null,
        })),
        total: all.length,
        capped,
      },
      seen: {
        patientIds: rows.map((row) => row.id),
        detail: {
          words: terms.words.length,
          birthDate: terms.birthDate !== undefined,
          shown: rows.length,
          found: all.length,
        },
      },
    }
  },
})
