import { act } from '../acts/act.ts'
import type { Role } from '../core/access/permissions.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { staffById } from '../staff/published.ts'
import { undecidedIn } from './leaveRecords.ts'
import { type queues, worksQueue } from './lists.ts'
import { addCaseNote } from './note.ts'
import { casesPolicy } from './policy.ts'
import { caseReply } from './present.ts'
import { changeCase } from './queries.ts'
import * as schema from './schema.ts'
import { waitEnds } from './serviceLevel.ts'
import type { CaseRow } from './tables.ts'
import { onCase } from './target.ts'

/** Gives a case back to the desk with its queue’s answer: to whoever handed it over, else to whoever opened it, where they still work there. */
export const giveBackCase = act({
  name: 'case.given-back',
  letter: 'U',
  words: {
    en: 'Returned a support case to the help desk',
    es: 'Devolvió un caso de ayuda a la mesa de ayuda',
  },
  watch: 'work',
  verb: { en: 'Return to the help desk', es: 'Devolver a la mesa de ayuda' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/give-back',
  needs: 'cases.work',
  params: idParam,
  body: schema.giveBack,
  labels: { note: { en: 'Answer to the help desk', es: 'Respuesta a la mesa de ayuda' } },
  reply: schema.caseRow,
  on: onCase,
  guards: {
    openCase: true,
    from: ['escalated'],
    queue: true,
    recordsDecided: true,
    notMine: true,
    version: true,
  },
  async do(trx, ctx, found, { note }) {
    const noteId = await addCaseNote(trx, ctx, found.id, 'given-back', note)
    const { fields, detail } = await giveBack(trx, ctx, found, noteId)
    return { reply: await caseReply(trx, ctx, found.id), fields, detail }
  },
})

/**
 * The return of a case by an act that answers something in it: with the last answer that records owes about the patient. Until then
 * it stays, and the answer stands in it as a note.
 * @param noteId the note that is the answer @returns what the log says of it
 */
export async function answerIn(trx: Trx, ctx: Ctx, found: CaseRow, noteId: string) {
  if ((await undecidedIn(trx, ctx, found)).length === 0) return giveBack(trx, ctx, found, noteId)
  await changeCase(trx, found, {})
  return { fields: [], detail: { from: found.escalated_to! } }
}

/**
 * Who of the desk waits for the answer: whoever did something in the case last before it was the queue's, as they had it then and
 * handed it over; another may have opened it and put it back (2026-11-28). Nobody where none of them works there now.
 */
async function whoAsked(trx: Trx, { id, opened_by, escalated_to }: CaseRow): Promise<string | null> {
  const wrote = await trx
    .selectFrom('case_note')
    .select(({ fn }) => ['staff_id', fn.max('id').as('last')])
    .where('case_id', '=', id)
    .groupBy('staff_id')
    .orderBy('last', 'desc')
    .execute()
  for (const { staff_id } of [...wrote, { staff_id: opened_by }]) {
    const person = await staffById(trx, staff_id)
    if (person?.status !== 'active' || !worksQueue(person.role as Role, null)) continue
    if (staff_id === opened_by || !worksQueue(person.role as Role, escalated_to)) return staff_id
  }
  return null
}

/**
 * The change of a return.
 * @param noteId the note that is the answer @returns what the log says of it
 */
async function giveBack(trx: Trx, ctx: Ctx, found: CaseRow, noteId: string) {
  await changeCase(trx, found, {
    ...waitEnds(await readPolicy(trx, casesPolicy), found, ctx.now()),
    status: 'open',
    escalated_to: null,
    assigned_to: await whoAsked(trx, found),
  })
  const answered_at = ctx.now().toISOString()
  await trx
    .insertInto('unread_answer')
    .values({ case_id: found.id, answered_at })
    .onConflict((oc) => oc.column('case_id').doUpdateSet({ answered_at }))
    .execute()
  await trx
    .updateTable('case_handover')
    .set({ answer_note_id: noteId })
    .where('case_id', '=', found.id)
    .where('queue', '=', found.escalated_to as (typeof queues)[number])
    .where('answer_note_id', 'is', null)
    .execute()
  return { fields: ['status', 'escalatedTo', 'assignedTo'], detail: { from: found.escalated_to! } }
}
