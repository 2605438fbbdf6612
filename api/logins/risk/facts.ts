import type { Kysely } from 'kysely'
import { countDoubts, recentAnswers } from '../../callers/published.ts'
import { callerKey } from '../../cases/openCase.ts'
import type { CaseRow } from '../../cases/published.ts'
import { callsByNumber, mostReopened } from '../../cases/published.ts'
import { networkOf } from '../../core/access/throttle.ts'
import { daysAfter, hospitalDay } from '../../core/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import { listedNumbers } from '../../core/hospital.ts'
import { type PolicyOf, readPolicy } from '../../core/policy.ts'
import { guardiansContacts } from '../../patients/guardiansContacts.ts'
import { patientsPolicy } from '../../patients/policy.ts'
import type { PatientRow } from '../../patients/published.ts'
import { channelsOf, contacts, namesakesOf } from '../../patients/published.ts'
import { isWatched } from '../../privacy/published.ts'
import type { ContactChange } from '../contact/changes.ts'
import { accountByPatient, childhoodContacts, countHistory } from '../published.ts'
import { riskPolicy } from './policy.ts'

const numbers = { ...riskPolicy, ...patientsPolicy }
export type RiskPolicy = PolicyOf<typeof numbers>

/** What the signals are decided on; `signals.ts` says what comes of it. */
export interface RiskFacts {
  policy: RiskPolicy
  /** The newest change of contact that was asked for by telephone of late: how it stands. */
  contactChange: ContactChange['state'] | undefined
  /** Different wrong answers, and wrong codes, within 24 hours. */
  failedTries: number
  /** Proofs of identity that a second person declined of late since it may be another person, or no true ID. */
  doubted: number
  /** Numbers that called about the patient of late and are not on file for them. */
  numbersOfOne: number
  /**
   * Of the numbers that called about the patient of late, the one that called about most patients for whom it is not on file: how many
   * those are, this one among them.
   */
  patientsOfNumber: number
  /** Networks that were signed in from of late and never before, where there is a before. */
  newPlaces: number
  watched: boolean
  /** A teenager whose codes and links go to somebody who acts, or acted, for them. */
  teenOnGuardiansEmail: boolean
  /** The login waits to become a teenager's own, and an email of when they were a child is on file. */
  childsEmail: boolean
  /** A record of the same name and birth date whose login is locked, or closed because somebody else was in it. */
  lockedTwin: boolean
  /** A record that records has not decided about yet, whether it is this patient's: its login is locked or was closed. */
  lockedPair: boolean
  /** Of the case that was reopened most often of late, how often. */
  reopenings: number
  notMe: number
}

type Reader = Kysely<Tables>
/** @param supportCase the call, where there is one */
export async function gatherRisk(
  db: Reader,
  ctx: Ctx,
  patient: PatientRow,
  supportCase?: Pick<CaseRow, 'caller_key'>,
): Promise<RiskFacts> {
  const policy = await readPolicy(db, numbers)
  const now = ctx.now()
  const waiting = await waitingTwins(db, ctx, patient.id)
  const answers = await recentAnswers(db, patient.id, now)
  return {
    policy,
    contactChange: await lastChange(db, patient.id, daysAfter(now, -policy.riskContactDays)),
    failedTries: answers.wrong + (answers.asked.get('code') ?? 0),
    doubted: await countDoubts(db, patient.id, daysAfter(now, -policy.riskDoubtDays)),
    ...(await ofNumbers(db, ctx, patient.id, supportCase?.caller_key ?? null, policy)),
    newPlaces: await newPlaces(db, patient.id, now, policy),
    watched: await isWatched(db, patient.id, hospitalDay(now, policy.timeZone)),
    ...(await ofEmails(db, patient, now)),
    lockedTwin: await lockedTwin(db, patient, waiting),
    lockedPair: await lockedPair(db, waiting),
    reopenings: await mostReopened(db, patient.id, daysAfter(now, -policy.riskReopenDays)),
    notMe: await countHistory(db, patient.id, 'reported-not-me', daysAfter(now, -policy.riskNotMeDays)),
  }
}

/** What an owner in person asked for, which takes effect at once, is no sign; nor is what was overtaken and came to nothing. */
async function lastChange(db: Reader, patientId: string, since: string) {
  const rows = await db
    .selectFrom('contact_change')
    .select(['state', 'asked_at', 'due_at'])
    .where('patient_id', '=', patientId)
    .where('asked_at', '>', since)
    .orderBy('asked_at', 'desc')
    .execute()
  const byPhone = rows.filter(
    ({ state, asked_at, due_at }) => due_at !== asked_at && state !== 'lapsed' && state !== 'unreadable',
  )
  return (byPhone.find(({ state }) => state === 'stopped') ?? byPhone[0])?.state
}

/**
 * Who calls from their own telephone, and a number of the hospital's list, say nothing by it (2026-11-26). A number counts for each
 * patient it called about, and in whichever case: who merges the case it is in, names an older one, or calls again and withholds it
 * gets no further (2026-11-28).
 */
async function ofNumbers(
  db: Reader,
  ctx: Ctx,
  patientId: string,
  thisCalls: string | null,
  policy: RiskPolicy,
): Promise<Pick<RiskFacts, 'numbersOfOne' | 'patientsOfNumber'>> {
  const since = daysAfter(ctx.now(), -policy.riskNumberDays)
  const keyOf = (number: string) => callerKey(ctx, number, policy.homeCountry)
  const listed = new Set(listedNumbers(policy.sharedNumbers).map(keyOf))
  const calls = callsByNumber(db).clearSelect().where('opened_at', '>', since)
  const about = await calls.select('caller_key').distinct().where('patient_id', '=', patientId).execute()
  const called = about.map((row) => row.caller_key!)
  const own = await keysOnFile(db, [patientId], keyOf)
  const strange = (key: string) => !listed.has(key) && !own.get(patientId)?.has(key)
  const mostPatients = [...new Set([...called, ...(thisCalls === null ? [] : [thisCalls])])]
    .filter(strange)
    .map(async (key) => {
      const rows = await calls
        .select('patient_id')
        .distinct()
        .where('caller_key', '=', key)
        .limit(policy.riskPatientsOfNumber + patientsLookedAt)
        .execute()
      const ids = [...new Set([patientId, ...rows.map(({ patient_id }) => patient_id)])]
      const onFile = await keysOnFile(db, ids, keyOf)
      return ids.filter((id) => !onFile.get(id)?.has(key)).length
    })
  return {
    numbersOfOne: called.filter(strange).length,
    patientsOfNumber: Math.max(0, ...(await Promise.all(mostPatients))),
  }
}

/** The telephone numbers patients have on file now, in the form in which those of calls are kept. */
async function keysOnFile(db: Reader, ids: readonly string[], keyOf: (number: string) => string | null) {
  const rows = await contacts(db).where('patient_id', 'in', ids).where('ended_at', 'is', null).execute()
  const of = Map.groupBy(rows, (row) => row.patient_id)
  return new Map([...of].map(([id, theirs]) => [id, new Set(theirs.map((row) => keyOf(row.value_key)))]))
}

/** Beyond as many as the policy names, how many more are looked at: some may have the number on file. */
const patientsLookedAt = 50

/** What a provider of networks holds, and not one address: a mobile telephone has another address each day. */
function placeOf(ip: string): string {
  const network = networkOf(ip)
  const part = network.includes(':') ? ':' : '.'
  return network.split(part).slice(0, 2).join(part)
}

async function newPlaces(
  db: Reader,
  patientId: string,
  now: Date,
  { riskPlaceDays, riskPlaceKnownDays }: RiskPolicy,
): Promise<number> {
  const rows = await db
    .selectFrom('portal_event')
    .select((eb) => ['ip', eb.fn.min('at').as('first')])
    .where('patient_id', '=', patientId)
    .where('at', '>', daysAfter(now, -riskPlaceKnownDays))
    .where('kind', '=', 'signed-in')
    .where('ip', 'is not', null)
    .groupBy('ip')
    .execute()
  const since = daysAfter(now, -riskPlaceDays)
  const known = new Set(rows.filter(({ first }) => first <= since).map(({ ip }) => placeOf(ip!)))
  if (known.size === 0) return 0
  return new Set(rows.map(({ ip }) => placeOf(ip!)).filter((place) => !known.has(place))).size
}

/** Whether an email on file is a guardian's, or of a teenager's childhood, and would take their link. */
async function ofEmails(
  db: Reader,
  patient: PatientRow,
  now: Date,
): Promise<Pick<RiskFacts, 'teenOnGuardiansEmail' | 'childsEmail'>> {
  const emails = (await channelsOf(db, patient.id)).filter((one) => one.system === 'email')
  return {
    teenOnGuardiansEmail: emails.some(await guardiansContacts(db, patient, now)),
    childsEmail: emails.some(await childhoodContacts(db, patient.id)),
  }
}

const foreign = ['suspected-takeover', 'wrong-person', 'shared-login']

/** The records that may be the patient's too, as long as records has not decided. */
async function waitingTwins(db: Reader, ctx: Ctx, patientId: string): Promise<string[]> {
  const lists = ctx.desk.catalogue.undecided.map((one) => one.others?.(db, patientId) ?? [])
  return (await Promise.all(lists)).flat()
}

/**
 * Whoever may be the same person is asked about further than a namesake: whatever their login was closed for, a caller may want
 * back through this record. But for a login that was closed as the second of one person's, which says nothing (2026-11-27).
 */
async function lockedPair(db: Reader, waiting: readonly string[]): Promise<boolean> {
  for (const id of waiting) {
    const login = await accountByPatient(db, id)
    if (login?.status === 'locked') return true
    if (login?.status === 'disabled' && login.status_reason !== 'duplicate') return true
  }
  return false
}

/** @param waiting the records that are asked about as those that may be the same person's */
async function lockedTwin(db: Reader, patient: PatientRow, waiting: readonly string[]): Promise<boolean> {
  for (const { id } of await namesakesOf(db, patient, 5)) {
    if (waiting.includes(id)) continue
    const login = await accountByPatient(db, id)
    if (login?.status === 'locked') return true
    if (login?.status === 'disabled' && foreign.includes(login.status_reason ?? '')) return true
  }
  return false
}
