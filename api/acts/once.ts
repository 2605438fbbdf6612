import type { Kysely } from 'kysely'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { AppError, Invalid } from '../core/errors.ts'
import type { Extra } from '../core/problemBody.ts'
import { said, type Words } from '../core/words.ts'
import type { ReplyHeaders } from './act.ts'

/** What a request was answered, whether it was let through or not; what a repeated one is answered too. */
export interface Answer {
  reply?: unknown
  headers?: ReplyHeaders
  refused?: { status: number; title: Words; words: Words; extra: Extra; headers: Record<string, string> }
}

const actorOf = (ctx: Ctx) => ('id' in ctx.actor ? ctx.actor.id : ctx.actor.type)

/**
 * Takes the request's `Idempotency-Key`, or returns what the first request with it was answered. Requests at once with
 * one key wait here for each other. Answers are encrypted: one may hold what is shown only once.
 * @throws Invalid when the key was used for another request.
 */
export async function firstAnswer(trx: Trx, ctx: Ctx): Promise<Answer | undefined> {
  const once = ctx.idempotency
  if (!once) return undefined
  // Keyed: what is asked may be a birth date or six digits, and a bare hash of those is soon undone.
  const request_hash = ctx.desk.keys.mac('idempotency', once.request)
  const inserted = await trx
    .insertInto('idempotency')
    .values({
      actor_id: actorOf(ctx),
      key: once.key,
      request_hash,
      result: null,
      created_at: ctx.now().toISOString(),
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 1n) return undefined
  const first = await trx
    .selectFrom('idempotency')
    .select(['request_hash', 'result'])
    .where('actor_id', '=', actorOf(ctx))
    .where('key', '=', once.key)
    .executeTakeFirstOrThrow()
  if (first.request_hash !== request_hash)
    throw new Invalid({
      'Idempotency-Key': said(
        'key-used',
        'was already used for a different request',
        'ya se usó para otra solicitud',
      ),
    })
  return JSON.parse(ctx.desk.keys.open(first.result!)) as Answer
}

/** Keeps the answer beside the change it tells of. */
export async function keepAnswer(trx: Trx, ctx: Ctx, answer: Answer): Promise<void> {
  if (!ctx.idempotency) return
  await trx
    .updateTable('idempotency')
    .set({ result: ctx.desk.keys.seal(JSON.stringify(answer)) })
    .where('actor_id', '=', actorOf(ctx))
    .where('key', '=', ctx.idempotency.key)
    .execute()
}

/** The answer to a request, or its refusal thrown. */
export function give(answer: Answer): Answer {
  if (!answer.refused) return answer
  const { status, title, words, extra, headers } = answer.refused
  throw new AppError(status, title, words, extra, headers)
}

/** Forgets the answers kept before a moment: a request is not repeated after a day. */
export async function forgetAnswers(db: Kysely<Tables>, before: Date): Promise<void> {
  await db.deleteFrom('idempotency').where('created_at', '<', before.toISOString()).execute()
}
