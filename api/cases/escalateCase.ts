import { act } from '../acts/act.ts'
import type { AuditEntry } from '../audit/record.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { forgetDraft } from './drafts/drafts.ts'
import { queueOf, type queues } from './lists.ts'
import { addCaseNote } from './note.ts'
import { casesPolicy } from './policy.ts'
import { caseReply } from './present.ts'
import { changeCase } from './queries.ts'
import * as schema from './schema.ts'
import { waitEnds } from './serviceLevel.ts'
import type { CaseRow } from './tables.ts'
import { onCase } from './target.ts'
import { alreadyThere } from './words.ts'

type Queue = (typeof queues)[number]

/** Hands a case to a queue with what that queue needs to begin (`neededTexts.ts`) and a note; nobody holds it until that queue takes it. */
export const escalateCase = act({
  name: 'case.escalated',
  letter: 'U',
  words: { en: 'Transferred a support case', es: 'Transfirió un caso de ayuda' },
  watch: 'work',
  verb: { en: 'Transfer', es: 'Transferir' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/escalate',
  needs: 'cases.work',
  params: idParam,
  body: schema.escalate,
  reply: schema.caseRow,
  on: onCase,
  guards: { openCase: true, queue: true, recordsDecided: true, notMine: true, version: true },
  async do(trx, ctx, found, { to, answers = {}, note = '' }) {
    if (queueOf(found.status, found.escalated_to) === to) throw new Invalid({ to: alreadyThere })
    await forgetDraft(trx, ctx, 'transfer', found.id)
    const note_id = await addCaseNote(trx, ctx, found.id, 'escalated', note)
    const asked = {
      note_id,
      case_id: found.id,
      queue: to,
      answers: JSON.stringify(answers),
      answer_note_id: null,
    }
    await trx.insertInto('case_handover').values(asked).execute()
    const { fields = [], detail } = await handOver(trx, ctx, found, to)
    const answered = Object.keys(answers).map((name) => `answers.${name}`)
    return { reply: await caseReply(trx, ctx, found.id), fields: [...fields, ...answered], detail }
  },
})

/**
 * The change of a hand-over, for acts that make one too: a wrong person goes to privacy in the moment the login is
 * disabled. Returns what the log says of it.
 */
export async function handOver(
  trx: Trx,
  ctx: Ctx,
  row: CaseRow,
  to: Queue,
): Promise<Pick<AuditEntry, 'fields' | 'detail'>> {
  await trx.deleteFrom('unread_answer').where('case_id', '=', row.id).execute()
  await changeCase(trx, row, {
    ...waitEnds(await readPolicy(trx, casesPolicy), row, ctx.now()),
    status: 'escalated',
    escalated_to: to,
    assigned_to: null,
    call_back_at: null,
    postponements: 0,
  })
  return { fields: ['status', 'escalatedTo', 'assignedTo'], detail: { to } }
}
