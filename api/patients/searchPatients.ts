import type { z } from 'zod'
import { recordView } from '../audit/recordView.ts'
import type { StaffCtx } from '../core/context.ts'
import { findPatientIds, patientRows, searchCap } from './queries.ts'
import type { searchPatients as input, patientPage } from './schema.ts'
import { readSearch } from './searchTerms.ts'

/** Finds patients by whatever the caller gave; each one shown is in the audit log before the page leaves. */
export async function searchPatients(
  ctx: StaffCtx,
  { filter, sort, range }: z.output<typeof input>,
): Promise<z.input<typeof patientPage>> {
  const terms = readSearch(filter.q, ctx.now().getUTCFullYear() + 1)
  const { ids, cut: capped } = await findPatientIds(ctx.desk.db.read, terms)
  const all = ids.slice(0, searchCap)
  if (sort?.[1] === 'DESC') all.reverse()
  const [from, to] = range ?? [0, 24]
  const rows = await patientRows(ctx.desk.db.read, all.slice(from, to + 1))
  await recordView(ctx, 'patient.searched', {
    patientIds: rows.map((row) => row.id),
    detail: {
      words: terms.words.length,
      birthDate: terms.birthDate !== undefined,
      shown: rows.length,
      found: all.length,
    },
  })
  return {
    data: rows.map((row) => ({
      id: row.id,
      familyName: row.family_name,
      givenName: row.given_name,
      birthYear: row.birth_date.slice(0, 4),
      mrnEnding: row.mrn.slice(-3),
      city: row.city,
      accountStatus: row.status ?? 'none',
      deceased: row.deceased_at !== null,
    })),
    total: all.length,
    capped,
  }
}
