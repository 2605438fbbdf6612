import { setTimeout as delay } from 'node:timers/promises'
import { record } from '../audit/record.ts'
import { hourMs } from '../core/calendar.ts'
import { type Desk, systemCtx } from '../core/context.ts'
import { isStorageFault } from '../core/db/fault.ts'
import { newId } from '../core/db/id.ts'
import type { Tables } from '../core/db/tables.ts'
import { transact } from '../core/db/transact.ts'
import { markBounced } from '../patients/markBounced.ts'
import { type Message, noAnswer } from './message.ts'
import { mailFailed, mailSent, textFailed, textSent } from './outcomes.ts'
import { emailsAtOnce, sendEmail } from './sendEmail.ts'
import { sendText } from './sendText.ts'
import { delivered } from './tellOfDelivery.ts'

/** The ways out, each with what takes a message there, how many at once, and what the log says of it. */
const ways = {
  email: { send: sendEmail, atOnce: emailsAtOnce, sent: mailSent, failed: mailFailed },
  text: { send: sendText, atOnce: 4, sent: textSent, failed: textFailed },
} as const
type Way = keyof typeof ways

const retrySeconds = [5, 15, 60, 300, 900, 1800]
/** Of who hands a mail over for longer than it says so, the process is gone. */
const stuckMs = 2 * 60_000
const claimMs = 20_000
/** No try is put off for longer; notices wait an hour. What lies further ahead was put there by a clock that was wrong. */
const furthestMs = 2 * hourMs
const batch = 20
const noAnswerSeconds = 60
const noteAgainMs = 1_000

type Seen = Pick<Tables['mail'], 'id' | 'status' | 'next_attempt_at'>

/** What this process has in hand of a way: what waits for a place, how many go, and the end of each by its id. */
interface InHand {
  waiting: (() => Promise<void>)[]
  going: number
  ends: Map<string, Promise<void>>
}
const inHand = new WeakMap<Desk, Record<Way, InHand>>()
const nothing = (): InHand => ({ waiting: [], going: 0, ends: new Map() })

/** Starts a delivery round soon after a commit; the schedule makes up for one that is lost. */
export function deliverSoon(desk: Desk): void {
  setImmediate(() =>
    deliverMail(desk).catch((error) => desk.log.error({ name: error.name }, 'mail delivery failed')),
  )
}

/**
 * Sends what is due, waits until all that this process has in hand went, and returns how many were found. Rounds may overlap: each
 * mail is in hand once, so many go at once as the way out takes, and one that is slow keeps its place among them and holds up
 * nothing else.
 */
export async function deliverMail(desk: Desk): Promise<number> {
  const found = await Promise.all(Object.keys(ways).map((way) => deliverAll(desk, way as Way)))
  return found.reduce((sum, n) => sum + n, 0)
}

async function deliverAll(desk: Desk, way: Way): Promise<number> {
  let found = await deliverRound(desk, way)
  for (let last = found; last === batch; found += last) last = await deliverRound(desk, way)
  return found
}

async function deliverRound(desk: Desk, way: Way): Promise<number> {
  if (!inHand.has(desk)) inHand.set(desk, { email: nothing(), text: nothing() })
  const hand = inHand.get(desk)![way]
  const now = desk.clock().getTime()
  const at = (ms: number) => new Date(now + ms).toISOString()
  const due = await desk.db.write
    .selectFrom('mail')
    .select(['id', 'status', 'next_attempt_at'])
    .where('channel', '=', way)
    .where((eb) =>
      eb.or([
        eb.and([eb('status', '=', 'queued'), eb('next_attempt_at', '<=', at(0))]),
        // A process that died while sending leaves a mail behind; sent twice is better than never.
        eb.and([eb('status', '=', 'sending'), eb('next_attempt_at', '<=', at(-stuckMs))]),
        eb.and([eb('status', 'in', ['queued', 'sending']), eb('next_attempt_at', '>', at(furthestMs))]),
      ]),
    )
    .orderBy('next_attempt_at')
    .limit(batch)
    .execute()
  // What this process hands over just now is nobody's that died, whatever its clock says meanwhile.
  for (const seen of due) if (!hand.ends.has(seen.id)) take(desk, hand, seen)
  while (hand.going < ways[way].atOnce && hand.waiting.length > 0) void goOn(hand)
  await Promise.all(hand.ends.values())
  return due.length
}

function take(desk: Desk, hand: InHand, seen: Seen): void {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  hand.waiting.push(() => deliverOne(desk, seen).then(resolve, reject))
  hand.ends.set(
    seen.id,
    promise.finally(() => hand.ends.delete(seen.id)),
  )
}

async function goOn(hand: InHand): Promise<void> {
  hand.going++
  for (let next = hand.waiting.shift(); next; next = hand.waiting.shift()) await next()
  hand.going--
}

async function deliverOne(desk: Desk, seen: Seen): Promise<void> {
  const now = desk.clock()
  const mail = await desk.db.write
    .updateTable('mail')
    .set((eb) => ({
      status: 'sending',
      attempts: eb('attempts', '+', 1),
      next_attempt_at: now.toISOString(),
    }))
    .where('id', '=', seen.id)
    .where('status', '=', seen.status)
    // Of what a dead process left behind only the time tells whether another one took it meanwhile.
    .where('next_attempt_at', '=', seen.next_attempt_at)
    .returningAll()
    .executeTakeFirst()
  if (!mail?.sealed_message) return
  if (mail.expires_at <= now.toISOString())
    return settle(desk, mail, { status: 'failed', last_error: 'expired', sealed_message: null })
  const message = JSON.parse(desk.keys.open(mail.sealed_message)) as Message
  const sent = await claimed(desk, mail.id, () => ways[mail.channel].send(desk, mail.id, message))
  const at = desk.clock().toISOString()
  switch (sent.is) {
    case 'sent':
      return settle(desk, mail, { status: 'sent', sent_at: at, last_error: null, sealed_message: null })
    case 'bounced':
      return settle(desk, mail, {
        status: 'bounced',
        bounced_at: at,
        last_error: sent.why,
        sealed_message: null,
      })
    case 'failed':
      return settle(desk, mail, { status: 'failed', last_error: sent.why, sealed_message: null })
    case 'later':
      return settle(desk, mail, retry(mail, desk.clock(), sent.why))
  }
}

/** Says again and again that a mail is being handed over, so that no other process takes it from a slow server. */
async function claimed<T>(desk: Desk, id: string, send: () => Promise<T>): Promise<T> {
  const renew = setInterval(() => {
    desk.db.write
      .updateTable('mail')
      .set({ next_attempt_at: desk.clock().toISOString() })
      .where('id', '=', id)
      .where('status', '=', 'sending')
      .execute()
      .catch(() => {})
  }, claimMs)
  try {
    return await send()
  } finally {
    clearInterval(renew)
  }
}

type Mail = {
  id: string
  channel: Way
  patient_id: string | null
  contact_point_id: string | null
  case_id: string | null
  template: string
  attempts: number
  last_error: string | null
  expires_at: string
}
type Change = {
  status: 'queued' | 'sent' | 'failed' | 'bounced'
  last_error?: string | null
  sealed_message?: null
  sent_at?: string
  bounced_at?: string
  next_attempt_at?: string
}

function retry({ attempts, last_error, expires_at }: Mail, now: Date, why: string): Change {
  // What had the whole text and gave no answer may have sent it: it is asked once more, after a while, and then no more.
  if (why === noAnswer && last_error === noAnswer)
    return { status: 'failed', last_error: why, sealed_message: null }
  const usual = retrySeconds[Math.min(attempts - 1, retrySeconds.length - 1)]!
  const seconds = why === noAnswer ? Math.max(usual, noAnswerSeconds) : usual
  const next = new Date(now.getTime() + seconds * 1000).toISOString()
  if (next >= expires_at) return { status: 'failed', last_error: why, sealed_message: null }
  return { status: 'queued', last_error: why, next_attempt_at: next }
}

/**
 * Notes what became of a mail. Where the database is away just then the note waits for it: the server has answered, and a mail
 * whose answer was forgotten would leave once more.
 */
async function settle(desk: Desk, mail: Mail, change: Change): Promise<void> {
  for (let again = false; ; again = true)
    try {
      return await note(desk, mail, change, again)
    } catch (error) {
      if (!isStorageFault(error)) throw error
      await delay(noteAgainMs, undefined, { ref: false })
    }
}

async function note(desk: Desk, mail: Mail, change: Change, again: boolean): Promise<void> {
  await transact(desk.db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('mail')
      .set(change)
      .where('id', '=', mail.id)
      // What was withdrawn meanwhile is not sent again; that it was sent is true all the same.
      .where('status', 'in', change.status === 'queued' ? ['sending'] : ['sending', 'cancelled'])
      .executeTakeFirst()
    // The gateway reported on it meanwhile: our giving up says nothing more.
    if (numUpdatedRows === 0n && (again || change.status !== 'sent')) return
    if (change.status === 'bounced' && mail.contact_point_id)
      await markBounced(trx, mail.contact_point_id, change.bounced_at!)
    if (change.status === 'queued') return
    const ctx = systemCtx(desk, 'mail', newId())
    if (change.status === 'sent') await desk.tell(trx, ctx, delivered(mail, change.sent_at!))
    const way = ways[mail.channel]
    await record(trx, ctx, change.status === 'sent' ? way.sent : way.failed, {
      outcome: change.status === 'sent' ? 'success' : 'failure',
      patientIds: mail.patient_id ? [mail.patient_id] : [],
      object: { type: 'mail', id: mail.id },
      caseId: mail.case_id ?? undefined,
      detail: { template: mail.template, ...(change.last_error && { error: change.last_error }) },
    })
  })
}
