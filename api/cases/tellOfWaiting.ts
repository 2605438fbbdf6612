import { roles } from '../core/access/permissions.ts'
import { hourMs } from '../core/calendar.ts'
import { type Desk, systemCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { type Trx, transactAgain } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { isOpenAt } from '../core/serviceHours.ts'
import { type Language, languageOf, regional } from '../core/words.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { mailedOfQueues } from '../staff/published.ts'
import { tellStaff } from '../staff/tellStaff.ts'
import { caseQueues, type queues, worksQueue } from './lists.ts'
import { casesPolicy } from './policy.ts'
import { queueNames } from './queueTexts.ts'

interface Waiting {
  queue: (typeof queues)[number]
  cases: number
  /** When the oldest of them was opened. */
  oldest: string
}

/**
 * Mails those who work a queue while cases wait there that nobody took: how many, how old, and where. While the desk is open,
 * and each person at most once in so many hours, whichever node gets to it. A queue the desk itself works stands in its lists
 * already, and a mail would tell whoever sits before them (2026-11-26).
 * @returns how many were mailed
 */
export async function tellOfWaiting(desk: Desk): Promise<number> {
  const now = desk.clock()
  const db = desk.db.read
  const policy = await readPolicy(db, casesPolicy)
  if (!isOpenAt(policy, now.getTime())) return 0
  const rows = await db
    .selectFrom('support_case')
    .select(({ fn }) => ['escalated_to', fn.countAll().as('cases'), fn.min('opened_at').as('oldest')])
    .where('status', '=', 'escalated')
    .where('assigned_to', 'is', null)
    .groupBy('escalated_to')
    .orderBy('escalated_to')
    .execute()
  const waiting = rows
    .map(
      (row): Waiting => ({
        queue: row.escalated_to as Waiting['queue'],
        cases: Number(row.cases),
        oldest: row.oldest,
      }),
    )
    .filter(({ queue }) => !worksQueue('helpdesk', queue))
  const since = new Date(now.getTime() - policy.queueMailHours * hourMs).toISOString()
  let mailed = 0
  for (const role of roles) {
    const theirs = waiting.filter(({ queue }) => worksQueue(role, queue))
    if (theirs.length === 0) continue
    for (const person of await mailedOfQueues(db, role))
      if (await transactAgain(desk.db, (trx) => tellOne(trx, desk, person, theirs, since))) mailed++
  }
  if (mailed > 0) deliverSoon(desk)
  return mailed
}

type Person = Awaited<ReturnType<typeof mailedOfQueues>>[number]

/** @returns whether it was their turn */
async function tellOne(
  trx: Trx,
  desk: Desk,
  person: Person,
  waiting: readonly Waiting[],
  since: string,
): Promise<boolean> {
  const ctx = systemCtx(desk, 'queue-digests', newId())
  const sent_at = ctx.now().toISOString()
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('queue_digest')
    .values({ staff_id: person.id, sent_at })
    .onConflict((oc) =>
      oc.column('staff_id').doUpdateSet({ sent_at }).where('queue_digest.sent_at', '<=', since),
    )
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return false
  const language = languageOf(person.language)
  const number = new Intl.NumberFormat(regional[language])
  const oldest = waiting.map((one) => one.oldest).sort()[0]!
  await tellStaff(trx, ctx, person, 'staff-cases-wait', {
    queues: waiting
      .map(({ queue, cases }) => `${queueNames[queue][language]}: ${number.format(cases)}`)
      .join('\n'),
    oldest: ageInWords(ctx.now().getTime() - Date.parse(oldest), language),
    link: `${desk.config.publicUrl}/#/cases?${handedOver}`,
    account: `${desk.config.publicUrl}/#/me`,
  })
  return true
}

const handedOver = new URLSearchParams({ filter: JSON.stringify(caseQueues.handed) })

/** “12 minutes”, “5 hours”, “3 días”. */
function ageInWords(ms: number, language: Language): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  const [amount, unit] =
    minutes < 90
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day']
  return new Intl.NumberFormat(regional[language], { style: 'unit', unit, unitDisplay: 'long' }).format(
    amount,
  )
}
