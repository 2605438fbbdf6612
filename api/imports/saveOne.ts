import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { issueWords } from '../core/http/schema.ts'
import { emailKey } from '../patients/fold.ts'
import { savePatient } from '../patients/savePatient.ts'
import { acceptable, type SourcePatient, type SourceProvider } from './records.ts'

type Saved =
  | { id: string; change: 'created' | 'updated' | 'unchanged'; encounters: number }
  | { fault: string }

/** Saves one person of a source with their visits, or says what is wrong with the record. */
export async function saveOne(
  trx: Trx,
  ctx: Ctx,
  source: SourcePatient,
  emailPattern: string | undefined,
  names: Map<string, string>,
  seen: Set<string>,
  ids: string[],
): Promise<Saved> {
  if (emailPattern && source.emails.length === 0 && source.mrn)
    source.emails = [emailPattern.replaceAll('{mrn}', emailKey(source.mrn))]
  const parsed = acceptable.safeParse(source)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    return { fault: `${issue.path.join('.')} ${issueWords(issue).en}` }
  }
  let result: Awaited<ReturnType<typeof savePatient>>
  const primaryProviderId = source.primaryProvider
    ? await nameId(trx, 'provider', source.primaryProvider, names)
    : null
  try {
    result = await savePatient(trx, ctx, { ...parsed.data, primaryProviderId })
  } catch (error) {
    if (error instanceof Conflict) return { fault: error.words.en }
    throw error
  }
  if (seen.has(result.id) || ids.includes(result.id)) return { fault: 'repeats a patient of this import' }
  ids.push(result.id)
  return { ...result, encounters: await saveEncounters(trx, ctx, result.id, source, names) }
}

async function saveEncounters(
  trx: Trx,
  ctx: Ctx,
  patientId: string,
  source: SourcePatient,
  names: Map<string, string>,
): Promise<number> {
  let added = 0
  for (let i = 0; i < source.encounters.length; i += 200) {
    const rows = []
    for (const e of source.encounters.slice(i, i + 200)) {
      const at = new Date(e.startedAt)
      if (Number.isNaN(at.getTime())) continue
      rows.push({
        id: newId(),
        external_id: e.externalId,
        patient_id: patientId,
        clinic_id: e.clinic ? await nameId(trx, 'clinic', e.clinic, names) : null,
        provider_id: e.provider ? await nameId(trx, 'provider', e.provider, names) : null,
        started_at: at.toISOString(),
      })
    }
    if (rows.length === 0) continue
    // A source may name a provider’s clinic by their visits only.
    for (const { provider_id, clinic_id } of rows)
      if (provider_id && clinic_id)
        await trx
          .updateTable('provider')
          .set({ clinic_id })
          .where('id', '=', provider_id)
          .where('clinic_id', 'is', null)
          .execute()
    const stored = await trx
      .insertInto('encounter')
      .values(rows)
      .onConflict((oc) => oc.column('external_id').doNothing())
      .returning(['id', 'started_at'])
      .execute()
    await ctx.desk.tell(
      trx,
      ctx,
      stored.flatMap((row, k) => [
        { id: `visit:${row.id}`, patientId, kind: 'seen' as const, at: row.started_at },
        // Whose patient somebody is may follow from their latest visit.
        ...(k === 0
          ? [{ id: `person:${row.id}`, patientId, kind: 'person' as const, at: ctx.now().toISOString() }]
          : []),
      ]),
    )
    added += stored.length
  }
  return added
}

async function nameId(
  trx: Trx,
  table: 'provider' | 'clinic',
  source: SourceProvider,
  names: Map<string, string>,
): Promise<string> {
  const key = `${table} ${source.externalId}`
  const known = names.get(key)
  if (known) return known
  const row = { id: newId(), external_id: source.externalId, name: source.name }
  if (table === 'provider')
    await trx
      .insertInto('provider')
      .values({ ...row, clinic_id: null })
      .onConflict((oc) => oc.column('external_id').doNothing())
      .execute()
  else
    await trx
      .insertInto('clinic')
      .values({ ...row, other_portal: null })
      .onConflict((oc) => oc.column('external_id').doNothing())
      .execute()
  const { id } = await trx
    .selectFrom(table)
    .select('id')
    .where('external_id', '=', source.externalId)
    .executeTakeFirstOrThrow()
  names.set(key, id)
  return id
}
