import { caseActs } from '../acts/caseActs.ts'
import { undecidedOf } from '../acts/undecided.ts'
import { callersPolicy } from '../callers/policy.ts'
import { presentVerification } from '../callers/present.ts'
import { recentAnswers, verificationsOf } from '../callers/published.ts'
import { isOver } from '../callers/tier.ts'
import { queueOf, worksQueue } from '../cases/lists.ts'
import { casesPolicy } from '../cases/policy.ts'
import { presentCase } from '../cases/present.ts'
import {
  callsBefore,
  caseSummaries,
  closingsOf,
  handOverOf,
  intoOf,
  linksOf,
  mergedOf,
  notesOf,
} from '../cases/published.ts'
import { roles } from '../core/access/permissions.ts'
import { daysAfter } from '../core/calendar.ts'
import type { StaffCtx } from '../core/context.ts'
import { readPolicy } from '../core/policy.ts'
import { showRisks } from '../logins/risk/showRisks.ts'
import { patientById } from '../patients/published.ts'
import { progressOf } from './progress.ts'

/**
 * All that is shown of a case, of itself and of what was merged into it. Who reads it has recorded that.
 * @returns nothing where there is no such case
 */
export async function readCase(ctx: StaffCtx, id: string) {
  const db = ctx.desk.db.read
  const row = await caseSummaries(db).where('c.id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const now = ctx.now()
  const policy = await readPolicy(db, callersPolicy)
  const { callerNumberDays: days } = await readPolicy(db, casesPolicy)
  const since = daysAfter(new Date(row.opened_at), -days)
  // Before the rest: what comes in between is told once too often rather than never.
  const mark = String(await caseActs(db, id))
  const merged = await mergedOf(db, id)
  const ids = [id, ...merged.map((one) => one.id)]
  const first = [row.opened_at, ...merged.map((one) => one.opened_at)].sort()[0]!
  const [notes, handOver, verifications, progress, recent, waits, before, closings, into, links, risks] =
    await Promise.all([
      notesOf(db, ids),
      handOverOf(db, row),
      verificationsOf(db, ids),
      progressOf(db, { ...row, opened_at: first }),
      recentAnswers(db, row.patient_id, now),
      undecidedOf(ctx.desk.catalogue.undecided, db, row.patient_id),
      callsBefore(db, row, since),
      closingsOf(db, id),
      intoOf(db, id),
      linksOf(db, id),
      patientById(db, row.patient_id).then((patient) => showRisks(ctx, patient!, row)),
    ])
  const reply = {
    ...presentCase(row, now),
    summary: row.summary,
    notes: notes.map((n) => ({
      id: n.id,
      kind: n.kind,
      text: n.text,
      by: n.name,
      at: n.created_at,
      inCase: n.case_id === id ? null : n.number,
    })),
    verifications: verifications.map((v) => ({
      ...presentVerification(v, recent.wrong, policy),
      caller: v.caller,
      by: v.name,
      at: v.created_at,
      live: v.case_id === id && !isOver(v, now),
      raised: v.raised_at && v.raised_by ? { at: v.raised_at, by: v.raised_by } : null,
      cameBackAt: v.came_back_at,
      declined:
        v.declined_at && v.declined_reason && v.decliner
          ? { at: v.declined_at, by: v.decliner, reason: v.declined_reason, note: v.declined_note }
          : null,
      approval: v.approved_at && v.approver ? { at: v.approved_at, by: v.approver } : null,
    })),
    risks,
    closings,
    handOver,
    waits,
    calledBefore: before ? { ...before, days } : null,
    mergedInto: into ? { id: into.into_id, number: into.number } : null,
    merged: merged.map((one) => ({
      id: one.id,
      number: one.number,
      version: one.version,
      summary: one.summary,
      openedAt: one.opened_at,
    })),
    links: links.map((one) => ({
      id: one.id,
      number: one.number,
      is: one.is,
      workedBy: roles.filter((role) => worksQueue(role, queueOf(one.status, one.escalated_to))),
    })),
    progress,
    mark,
  }
  return { row, reply }
}
