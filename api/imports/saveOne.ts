import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { issueWords } from '../core/http/schema.ts'
import { emailKey } from '../core/normalize.ts'
import { savePatient } from '../patients/savePatient.ts'
import { placeId, saveVisits } from '../patients/saveVisits.ts'
import { acceptable, type SourcePatient } from './records.ts'

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
    ? await placeId(trx, 'provider', source.primaryProvider, names)
    : null
  try {
    result = await savePatient(trx, ctx, { ...parsed.data, primaryProviderId })
  } catch (error) {
    if (error instanceof Conflict) return { fault: error.words.en }
    throw error
  }
  if (seen.has(result.id) || ids.includes(result.id)) return { fault: 'repeats a patient of this import' }
  ids.push(result.id)
  return { ...result, encounters: await saveVisits(trx, ctx, result.id, source.encounters, names) }
}
