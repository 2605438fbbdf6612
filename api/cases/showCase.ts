import { recordView } from '../audit/recordView.ts'
import { presentVerification } from '../callers/present.ts'
import type { StaffCtx } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { presentCase } from './present.ts'
import { caseSummaries, notesOf, progressOf, verificationsOf } from './queries.ts'

/** A case with its notes, verifications and what has happened to the login since; the view is recorded. */
export async function showCase(ctx: StaffCtx, id: string) {
  const db = ctx.desk.db.read
  const row = await caseSummaries(db).where('c.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('case')
  const [notes, verifications, progress] = await Promise.all([
    notesOf(db, id),
    verificationsOf(db, id),
    progressOf(db, row),
  ])
  await recordView(ctx, 'case.shown', {
    patientIds: [row.patient_id],
    object: { type: 'case', id },
    caseId: id,
  })
  const now = ctx.now()
  return {
    ...presentCase(row, now),
    summary: row.summary,
    notes: notes.map((n) => ({ id: n.id, kind: n.kind, text: n.text, by: n.name, at: n.created_at })),
    verifications: verifications.map((v) => ({
      ...presentVerification(v, 0),
      caller: v.caller,
      by: v.name,
      at: v.created_at,
      live: v.expires_at > now.toISOString(),
    })),
    progress,
  }
}
