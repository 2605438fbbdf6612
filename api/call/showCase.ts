import { caseActs } from '../acts/caseActs.ts'
import { view } from '../acts/view.ts'
import { callersPolicy } from '../callers/policy.ts'
import { presentVerification } from '../callers/present.ts'
import { recentAnswers, verificationsOf } from '../callers/published.ts'
import { isOver } from '../callers/tier.ts'
import { casesPolicy } from '../cases/policy.ts'
import { presentCase } from '../cases/present.ts'
import { callsBefore, caseSummaries, handOverOf, notesOf } from '../cases/published.ts'
import { aboutCase } from '../cases/target.ts'
import { noCase } from '../cases/words.ts'
import { daysAfter } from '../core/calendar.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { waitsForRecords } from '../logins/published.ts'
import { progressOf } from './progress.ts'
import * as schema from './schema.ts'

/** A case with its notes, its verifications and what has happened to the login since. */
export const showCase = view({
  name: 'case.shown',
  letter: 'R',
  words: { en: 'Looked at a support case', es: 'Consultó un caso de ayuda' },
  watch: 'look',
  at: 'GET /api/cases/{id}',
  summary: 'Show a case',
  tag: 'Cases',
  needs: 'cases.show',
  params: idParam,
  reply: schema.supportCase,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const row = await caseSummaries(db).where('c.id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound(noCase)
    const now = ctx.now()
    const policy = await readPolicy(db, callersPolicy)
    const { callerNumberDays: days } = await readPolicy(db, casesPolicy)
    const since = daysAfter(new Date(row.opened_at), -days)
    // Before the rest: what comes in between is told once too often rather than never.
    const mark = String(await caseActs(db, id))
    const [notes, handOver, verifications, progress, recent, waits, before] = await Promise.all([
      notesOf(db, id),
      handOverOf(db, row),
      verificationsOf(db, id),
      progressOf(db, row),
      recentAnswers(db, row.patient_id, now),
      waitsForRecords(db, 'patient_id', row.patient_id),
      callsBefore(db, row, since),
    ])
    return {
      reply: {
        ...presentCase(row, now),
        summary: row.summary,
        notes: notes.map((n) => ({ id: n.id, kind: n.kind, text: n.text, by: n.name, at: n.created_at })),
        verifications: verifications.map((v) => ({
          ...presentVerification(v, recent.wrong, policy),
          caller: v.caller,
          by: v.name,
          at: v.created_at,
          live: !isOver(v, now),
          raised: v.raised_at && v.raised_by ? { at: v.raised_at, by: v.raised_by } : null,
          cameBackAt: v.came_back_at,
          approval: v.approved_at && v.approver ? { at: v.approved_at, by: v.approver } : null,
        })),
        handOver,
        waits,
        calledBefore: before ? { ...before, days } : null,
        progress,
        mark,
      },
      seen: { ...aboutCase(row), object: { type: 'case', id } },
    }
  },
})
