import { Cron } from 'croner'
import { forgetAnswers } from './acts/once.ts'
import { tellRepeatedDenials } from './acts/permit.ts'
import { remindOwners } from './adoption/goals/remindOwners.ts'
import { passOffersOn } from './appointments/offers.ts'
import { forgetExpiredState } from './apps/state.ts'
import type { Actions } from './audit/action.ts'
import { feedLog } from './audit/feed/feedLog.ts'
import { bindRecords } from './audit/seal/bindRecords.ts'
import { sealedSize } from './audit/seal/head.ts'
import { pushCheckpoint } from './audit/seal/pushCheckpoint.ts'
import { SealRefused } from './audit/seal/refuse.ts'
import { sealAudit } from './audit/seal/sealAudit.ts'
import { lookMs } from './audit/seal/verifyOn.ts'
import { askWitnesses } from './audit/seal/witness.ts'
import { isBackupDue } from './backup/round.ts'
import { forgetWrongAnswers } from './callers/wrongAnswers.ts'
import { forgetDrafts } from './cases/drafts/drafts.ts'
import { tellOfWaiting } from './cases/tellOfWaiting.ts'
import { warnOfUnworked } from './cases/warnOfUnworked.ts'
import { forgetFailures } from './core/access/throttle.ts'
import { dayMs, hourMs } from './core/calendar.ts'
import type { Desk } from './core/context.ts'
import { watchClock } from './core/db/clocks.ts'
import { startThread, type Thread } from './core/jobs/thread.ts'
import { takeEffect } from './logins/contact/takeEffect.ts'
import { forgetNoticeLinks } from './logins/noticeLinks.ts'
import { forgetChallenges } from './logins/passkeys.ts'
import { passToTeens } from './logins/passToTeens.ts'
import { keepAges } from './logins/proxies/keepAges.ts'
import { deleteExpiredPortalSessions } from './logins/sessions.ts'
import { deliverMail } from './mail/deliverMail.ts'
import { readReturnedMail } from './mail/returnedMail.ts'
import { answerForgotten } from './portal/answerForgotten.ts'
import { watchProtection } from './privacy/alerts/watchProtection.ts'
import { takeReturnedEmails } from './privacy/breaches/returnedEmails.ts'
import { remindOfficers } from './privacy/remindOfficers.ts'
import { lapseRules } from './privacy/rules/lapseRules.ts'
import { warnOfBroken } from './settings/warnOfBroken.ts'
import { endEmployment } from './staff/endEmployment.ts'
import { forgetNetworks } from './staff/networks.ts'
import { remakePhones } from './staff/records/remakePhones.ts'
import { deleteExpiredStaffSessions } from './staff/sessions.ts'
import type { work } from './threads.ts'

/** When work that would hold requests for longer than they may be held begins; what it is stands in `threads.ts`. */
const threads: Record<keyof typeof work, Thread> = {
  // What people do is followed while they do it; over a quiet time the thread ends, and after an hour it looks by itself.
  following: { lookMs: 2_000, afterMs: 1_000, quietMs: 60_000, isDue: logGrows() },
  duplicates: { lookMs: 10 * 60_000, afterMs: 30_000, isDue: async () => true },
  verification: { lookMs, afterMs: 40_000, isDue: async () => true },
  backup: { lookMs: 60_000, afterMs: 20_000, isDue: isBackupDue },
}

/** Whether the log has grown since it was asked last, or an hour has gone. */
function logGrows(): Thread['isDue'] {
  let seen: number | undefined
  let saidAt = Number.NEGATIVE_INFINITY
  return async ({ db }) => {
    const size = await sealedSize(db.read)
    if (size === seen && performance.now() - saidAt < hourMs) return false
    seen = size
    saidAt = performance.now()
    return true
  }
}

/**
 * Starts the jobs of this process; each claims its rows one by one, so that several nodes may run them at once.
 * @returns a function that stops them and waits for those that run.
 */
export function startJobs(desk: Desk): () => Promise<void> {
  const running = new Set<Promise<unknown>>()
  const every = (pattern: string, name: string, work: () => Promise<unknown>, protect = true) =>
    new Cron(pattern, { protect }, async () => {
      const run = work().catch((error) =>
        desk.log.error(
          // A message may hold values; why nothing is sealed is one of few words.
          {
            job: name,
            error: error.constructor.name,
            code: error.code,
            why: error instanceof SealRefused ? error.problem : undefined,
          },
          'job failed',
        ),
      )
      running.add(run)
      await run
      running.delete(run)
    })
  const jobs = [
    // Rounds overlap, or a server that is slow about one mail would keep the next from being looked for.
    every('*/2 * * * * *', 'mail', () => deliverMail(desk), false),
    every('11 * * * * *', 'returned-mail', () => readReturnedMail(desk)),
    every('* * * * * *', 'audit-seal', () => sealAudit(desk)),
    every('0 31 * * * *', 'audit-bind', () => bindRecords(desk)),
    every('*/10 * * * * *', 'audit-push', () => pushCheckpoint(desk)),
    every('5-59/10 * * * * *', 'audit-witness', () => askWitnesses(desk)),
    every('*/2 * * * * *', 'audit-feed', () => feedLog(desk)),
    every('*/3 * * * * *', 'forgotten-passwords', () => answerForgotten(desk)),
    every('*/20 * * * * *', 'contact-changes', () => takeEffect(desk)),
    every('29 */15 * * * *', 'proxy-ages', () => keepAges(desk)),
    every('31 */15 * * * *', 'teens-logins', () => passToTeens(desk)),
    every('13 * * * * *', 'wait-lists', () => passOffersOn(desk)),
    every('41 * * * * *', 'denials', () => tellRepeatedDenials(desk)),
    every('3 * * * * *', 'clock', () => watchClock(desk)),
    every('23 * * * * *', 'settings', () => warnOfBroken(desk)),
    every('29 * * * * *', 'unworked-queues', () => warnOfUnworked(desk)),
    every('47 * * * * *', 'queue-digests', () => tellOfWaiting(desk)),
    every('37 * * * * *', 'staff-phones', () => remakePhones(desk)),
    every('53 */5 * * * *', 'employment', () => endEmployment(desk)),
    every('43 */10 * * * *', 'privacy-reminders', () => remindOfficers(desk)),
    every('37 */10 * * * *', 'breach-emails', () => takeReturnedEmails(desk)),
    every('49 * * * * *', 'privacy-rules', () => lapseRules(desk)),
    every('31 */10 * * * *', 'goal-reminders', () => remindOwners(desk)),
    every('7 * * * * *', 'audit-protection', () => watchProtection(desk)),
    every('17 */10 * * * *', 'cleanup', () => deleteExpired(desk)),
  ]
  const entry = new URL('./jobThread.ts', import.meta.url)
  const actions = plain(desk.catalogue.actions)
  const stops = Object.entries(threads).map(([name, thread]) =>
    startThread(desk, name, entry, thread, { actions }),
  )
  return async () => {
    for (const job of jobs) job.stop()
    await Promise.allSettled([...running, ...stops.map((stop) => stop())])
  }
}

export async function deleteExpired(desk: Desk): Promise<void> {
  await watchClock(desk)
  if (desk.clocks.isOff) return
  const { write } = desk.db
  const now = desk.clock()
  const dayAgo = new Date(now.getTime() - dayMs)
  await deleteExpiredStaffSessions(write, now)
  await deleteExpiredPortalSessions(write, now)
  await forgetExpiredState(write, now)
  await forgetChallenges(write, now)
  await forgetNoticeLinks(write, now)
  await forgetNetworks(write, now)
  await forgetAnswers(write, dayAgo)
  await forgetFailures(write, dayAgo)
  await forgetWrongAnswers(write, now)
  await forgetDrafts(write, now)
}

/** What the log can hold, as values alone: a thread is told it. */
const plain = (actions: Actions): Actions =>
  new Map([...actions].map(([key, { name, letter, words, watch }]) => [key, { name, letter, words, watch }]))
