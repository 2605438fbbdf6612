import type { z } from '@hono/zod-openapi'
import { appendEvents, auditEvent, record } from '../audit/record.ts'
import { oneAtATime } from '../core/access/oneAtATime.ts'
import { blocksBegun } from '../core/access/throttle.ts'
import type { Ctx, StaffCtx } from '../core/context.ts'
import { isDuplicate, type Trx, transactAgain } from '../core/db/transact.ts'
import { AppError, Conflict, NotSignedIn, NotYet, signInAgain } from '../core/errors.ts'
import type { Missing } from '../core/problemBody.ts'
import { said } from '../core/words.ts'
import type { About, AnyAct, Done, Guard, InputOf } from './act.ts'
import { countCaseAct } from './caseActs.ts'
import { limitReached, ofBlock } from './limits.ts'
import { type Answer, firstAnswer, give, keepAnswer } from './once.ts'
import { recordRefusal, toldOfLink } from './permit.ts'
import { refuseStale } from './requireFresh.ts'

const madeMeanwhile = said(
  'made-meanwhile',
  'Someone else did the same at the same moment. Look at it as it is now.',
  'Otra persona hizo lo mismo en ese momento. Vea cómo está ahora.',
)

/**
 * Does an act, in one transaction and in this order: the same key as before, fresh factor, load and lock, what stands in the
 * way, the act itself, its reply in shape, its record. Permission was decided before the body was read; the
 * command line and jobs need none. What is refused inside is undone and recorded with the patient it was about.
 * @throws AppError
 */
export async function runAct<O extends AnyAct>(
  one: O,
  ctx: Ctx,
  input: InputOf<O>,
): Promise<Answer & { reply: z.output<O['reply']> }> {
  const stale = one.fresh && ctx.actor.type === 'staff' ? await refuseStale(ctx as StaffCtx) : undefined
  // With a key it may have been answered while the factor was fresh: that is looked up first.
  if (stale && !ctx.idempotency) throw stale
  // What is to be refused prepares nothing: comparing a password would tell, by its time, what no try was counted for.
  const work = async () => tried(ctx, one, input, stale ? undefined : await one.prepare?.(ctx, input), stale)
  const { answer, after } = await (one.turn ? oneAtATime(one.turn(input), work) : work()).catch(
    toldOfLink(ctx, one),
  )
  after?.(ctx.desk)
  return give(answer) as Answer & { reply: z.output<O['reply']> }
}

interface Outcome {
  answer: Answer
  after?: Done<unknown>['after']
}

async function tried(
  ctx: Ctx,
  one: AnyAct,
  input: unknown,
  prepared: unknown,
  stale?: AppError,
): Promise<Outcome> {
  let about: About = {}
  try {
    // Once more where others made the row meanwhile, too: the act's own check then sees it, and says why it stands in the way.
    return await transactAgain(ctx.desk.db, (trx) => {
      about = {}
      return within(trx, ctx, one, input, prepared, stale, (found) => {
        about = found
      })
    })
  } catch (fault) {
    const error = isDuplicate(fault) ? new Conflict(madeMeanwhile) : fault
    // A stranger is recorded where somebody is concerned: else whoever sends nonsense would fill the log.
    if (error instanceof AppError && error !== stale && (ctx.actor.type !== 'anonymous' || about.object))
      await recordRefusal(ctx, one, about, error)
    throw error
  }
}

/** Who was disabled, or signed out, since the request came does nothing any more. @throws NotSignedIn */
async function askSignedIn(trx: Trx, { desk, actor }: Ctx, { needs }: AnyAct): Promise<void> {
  if (actor.type === 'staff' && needs !== 'public' && !(await desk.sessions.holds(trx, actor)))
    throw new NotSignedIn(signInAgain)
  if (actor.type === 'patient' && needs === 'patient' && !(await desk.patientHolds(trx, actor)))
    throw new NotSignedIn(signInAgain)
}

async function within(
  trx: Trx,
  ctx: Ctx,
  one: AnyAct,
  input: unknown,
  prepared: unknown,
  stale: AppError | undefined,
  foundAbout: (about: About) => void,
): Promise<Outcome> {
  await askSignedIn(trx, ctx, one)
  const first = one.once === false ? undefined : await firstAnswer(trx, ctx)
  if (first) return { answer: first }
  if (stale) throw stale
  const found = one.on ? await one.on.load(trx, ctx as StaffCtx, input) : undefined
  const about: About = one.on ? one.on.about(found) : {}
  foundAbout(about)
  if (one.on) await guard(trx, ctx as StaffCtx, one, found, input)
  const done: Done<unknown> = await one.do(trx, ctx, found, input, prepared)
  // Whoever an act of a patient waited for may have ended the sign-in it came with. Staff are held by the first question.
  if (ctx.actor.type === 'patient' && !done.signsOut && !done.refuse) await askSignedIn(trx, ctx, one)
  const answer: Answer = done.refuse
    ? { refused: pick(done.refuse) }
    : { reply: one.reply.parse(done.reply), headers: done.headers }
  const as: Ctx = done.as ? { ...ctx, actor: done.as } : ctx
  if (!done.unchanged)
    await record(trx, as, one, {
      ...about,
      ...done.about,
      outcome: done.outcome,
      fields: done.fields,
      detail: one.on?.detail ? { ...one.on.detail(found), ...done.detail } : done.detail,
    })
  const caseId = done.about?.caseId ?? about.caseId
  if (caseId && !done.unchanged) await countCaseAct(trx, caseId)
  const blocks = blocksBegun(trx).map(
    (block) => [limitReached, { ...about, ...done.about, ...ofBlock(block) }] as const,
  )
  const also = [...(done.also ?? []), ...blocks]
  if (also.length > 0)
    await appendEvents(
      ctx.desk,
      trx,
      also.map(([action, entry]) => auditEvent(as, action, entry)),
    )
  if (done.tells?.length) await ctx.desk.tell(trx, ctx, done.tells)
  if (one.once !== false) await keepAnswer(trx, ctx, answer)
  return { answer, after: done.after }
}

const pick = ({ status, title, words, extra, headers }: AppError) => ({
  status,
  title,
  words,
  extra,
  headers,
})

/** Asks every guard the act declares, in the order its target has them. */
async function guard(trx: Trx, ctx: StaffCtx, one: AnyAct, found: unknown, input: unknown): Promise<void> {
  const missing: Missing[] = []
  for (const [name, ask] of Object.entries(
    one.on!.guards as Record<string, Guard<unknown, unknown, unknown>>,
  )) {
    const wanted = (one.guards as Record<string, unknown> | undefined)?.[name]
    if (wanted === undefined) continue
    const refusal = await ask({ trx, ctx, found, input, permission: one.needs }, wanted)
    if (refusal instanceof AppError) {
      if (missing.length === 0) throw refusal
      break
    }
    if (refusal) missing.push(...(refusal as readonly Missing[]))
  }
  if (missing.length > 0) throw new NotYet(missing)
}
