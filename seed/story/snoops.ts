import { createHash } from 'node:crypto'
import { hourMs } from '../../api/core/calendar.ts'
import type { Trx } from '../../api/core/db/transact.ts'
import type { PatientRow } from '../../api/patients/tables.ts'
import type { Diary } from '../diary.ts'
import { idAt } from '../idAt.ts'
import type { Random } from '../random.ts'
import { plant } from '../snooping.ts'
import type { Snooping } from '../snoopingScene.ts'
import type { Worker } from '../workforce.ts'
import { type Calendar, minuteMs } from './calendar.ts'
import type { Desk } from './caseFile.ts'
import { notes, reasons, summaryOf } from './caseTexts.ts'
import { type Person, sendResetLink } from './portal.ts'
import { agentOf } from './roster.ts'
import { proofMs, verificationRow } from './verificationRow.ts'

/** As far back as the watch over access looks when it is first switched on. */
const watchedDays = 89
/** The first weeks of it are quiet, so that there are habits to differ from. */
const quietDays = 30

/** Arranges one incident of each kind that so many patients and people at work allow, in the last two months. */
export async function arrangeSnooping(
  trx: Trx,
  random: Random,
  calendar: Calendar,
  pool: readonly PatientRow[],
  workers: readonly Worker[],
  seed: number,
): Promise<Snooping[]> {
  const today = calendar.dayOf(calendar.now)
  return plant(trx, random, pool, workers, {
    seed,
    people: workers.length,
    callsADay: 0,
    from: calendar.text(today - watchedDays),
    days: watchedDays - 1,
    quietDays,
    ofEachKind: 1,
  })
}

/** Whoever a link was sent for must have a login. */
export const needsLogin = (snooping: readonly Snooping[]): Set<string> =>
  new Set(snooping.flatMap((one) => (one.kind === 'reset-then-contact' ? [one.about.patientId!] : [])))

/** What the incidents left in the log, and of their cases: they look like other cases, which is the point. */
export function writeSnooping(
  desk: Desk,
  snooping: readonly Snooping[],
  workers: readonly Worker[],
  personOf: (patientId: string) => Person,
): void {
  const { calendar, chronicle, random } = desk
  const diary: Diary = { events: [], cases: [], contacts: [], emergencies: [] }
  const numbers = { next: 0 }
  const today = calendar.dayOf(calendar.now)
  for (let day = today - watchedDays; day < today; day++)
    for (const one of snooping) one.acts(calendar.text(day), diary, numbers)
  const roles = new Map(workers.map((worker) => [worker.id, worker]))
  for (const row of diary.cases) {
    const worker = roles.get(row.opened_by)!
    const within = diary.events
      .filter((event) => event.caseId === row.id)
      .sort((a, b) => (a.at < b.at ? -1 : 1))
    const p = personOf(row.patient_id)
    const verified = within.find((event) => event.action === 'caller.verified')
    const proven = verified?.outcome === 'success'
    const end = Math.max(...within.map((event) => Date.parse(event.at))) + 90_000
    const cause = proven ? 'forgotten-password' : 'caller-not-verified'
    const outcome = proven ? 'link-sent' : 'not-verified'
    Object.assign(row, {
      summary: summaryOf(random, cause),
      category: 'forgotten-password',
      due_at: new Date(Date.parse(row.opened_at) + 4 * hourMs).toISOString(),
      closed_at: new Date(end).toISOString(),
      resolve_seconds: Math.round((end - Date.parse(row.opened_at)) / 1000),
      cause,
      outcome,
      caller_key: row.caller_key && createHash('sha256').update(row.caller_key).digest('hex'),
    })
    const note = (at: string, kind: string, text: string) =>
      chronicle.notes.push({
        id: idAt(Date.parse(at)),
        case_id: row.id,
        staff_id: worker.id,
        kind,
        text,
        created_at: at,
      })
    const about = { caseId: row.id, patientId: row.patient_id, staffId: worker.id, caller: 'patient' }
    const answers = proven
      ? { proven, matched: ['givenName', 'familyName', 'birthDate', 'mrn'] as const, unmatched: [] }
      : { proven, matched: ['givenName', 'familyName'] as const, unmatched: ['birthDate', 'phone'] as const }
    const prove = (at: number) => chronicle.verifications.push(verificationRow(calendar, at, about, answers))
    if (verified) prove(Date.parse(verified.at))
    for (const event of within.filter((one) => one.action === 'account.reset-link-sent')) {
      const at = Date.parse(event.at)
      // A proof lives half an hour: for the second link the accomplice rings once more.
      if (at > Date.parse(verified!.at) + proofMs) {
        prove(at - minuteMs)
        diary.events.push({ ...verified!, at: new Date(at - minuteMs).toISOString() })
      }
      sendResetLink(p, at, row.id)
      note(event.at, 'send-reset-link', random.pick(reasons['send-reset-link']!))
    }
    if (!proven) note(new Date(end - 20_000).toISOString(), 'note', random.pick(notes.notVerified))
    diary.events.push(
      desk.roster.act(agentOf(worker), end, 'case.closed', [row.patient_id], {
        caseId: row.id,
        objectType: 'case',
        objectId: row.id,
        fields: ['status', 'cause', 'outcome'],
        detail: { cause, outcome },
      }),
    )
    chronicle.cases.push(row)
  }
  chronicle.contacts.push(...diary.contacts)
  chronicle.emergencies.push(...diary.emergencies)
  for (const { patientIds, ...event } of diary.events) {
    desk.roster.worked(agentOf(roles.get(event.actorId!)!), Date.parse(event.at), event.ip)
    chronicle.audit.push({
      ...event,
      id: idAt(Date.parse(event.at)),
      requestId: idAt(Date.parse(event.at)),
      ...(patientIds && patientIds.length > 0 && { patientIds: patientIds.filter(Boolean) }),
    })
  }
}
