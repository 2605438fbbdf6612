import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sealAudit, withoutPause } from '../api/audit/seal/sealAudit.ts'
import { dayPlus } from '../api/core/calendar.ts'
import { readConfig } from '../api/core/config.ts'
import type { Desk } from '../api/core/context.ts'
import { migrate } from '../api/core/db/migrate.ts'
import { closeDesk, createDesk } from '../api/createDesk.ts'
import type { RuleCode } from '../api/privacy/lists.ts'
import { watchAccess } from '../api/privacy/monitor/watchAccess.ts'
import { makeAccessYear } from './accessYear.ts'
import { makeHospital } from './hospital.ts'
import type { Snooping, Subject } from './snoopingScene.ts'

export interface EvaluateOptions {
  seed: number
  patients: number
  people: number
  callsADay: number
  days: number
  ofEachKind: number
  onProgress?: (step: string) => void
}

/** Of how many planted incidents how many were found. */
type Share = readonly [found: number, planted: number]

export interface Evaluation {
  seeds: number[]
  careful: Share
  careless: Share
  /** A staff member and a patient count once a day. */
  accesses: number
  planted: number
  /** Incidents that an alert is about, whatever rule raised it. */
  found: number
  recall: number
  alerts: number
  /** Alerts about something planted. */
  right: number
  precision: number
  alertsPer10k: number
  plantedPer10k: number
  /** Goals, by which the rules are judged on seeds that no threshold was chosen with. */
  goals: { goal: string; least?: number; most?: number; is: number; met: boolean }[]
  rules: {
    rule: Snooping['kind']
    planted: number
    /** Of these, how many an alert holds in which this very rule speaks. */
    found: number
    alerts: number
    right: number
  }[]
}

/**
 * Measures the rules, as they are by default, against a synthetic year in which every snooping is known. It uses a
 * database of its own, which is gone afterwards.
 */
export async function evaluateAccess(options: EvaluateOptions): Promise<Evaluation> {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-desk-evaluate-'))
  const days = options.days
  const end = Date.parse('2026-07-01T06:00:00Z')
  const from = dayPlus('2026-07-01', -days)
  const desk = createDesk(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }), () => new Date(end))
  try {
    await migrate(desk.db)
    options.onProgress?.('making a hospital')
    await makeHospital(desk, {
      patients: options.patients,
      seed: options.seed,
      problemsOfEach: 0,
      pastCases: 0,
      staffIds: [],
      now: new Date(end),
      patientPassword: 'nobody signs in here',
    })
    // What is on file was so before the year began.
    await desk.db.write
      .updateTable('contact_point')
      .set({ on_file_since: `${dayPlus(from, -30)}T12:00:00.000Z` })
      .execute()
    const truth = await makeAccessYear(desk, {
      ...options,
      from,
      quietDays: 45,
      careful: true,
      onDay: (day) => options.onProgress?.(`at work, ${day}`),
    })
    options.onProgress?.('sealing')
    await sealAudit(desk, withoutPause)
    await desk.db.write
      .updateTable('privacy_state')
      .set({ scored_to: dayPlus(from, -1) })
      .execute()
    await watchAccess(desk, { onDay: (day) => options.onProgress?.(`scoring ${day}`) })
    return await compare(desk, options.seed, truth)
  } finally {
    await closeDesk(desk)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The rules whose signs are weak by themselves: at worst every other alert may be about nothing. */
const weak: readonly string[] = ['reset-then-contact', 'same-surname', 'serial']

type Counts = Pick<Evaluation, 'seeds' | 'careful' | 'careless' | 'accesses' | 'alerts' | 'right' | 'rules'>

function judged(counts: Counts): Evaluation {
  const { careful, careless, accesses, alerts, right, rules } = counts
  const per10k = (n: number) => Math.round((n / accesses) * 100_000) / 10
  const part = (n: number, of: number) => (of === 0 ? 1 : Math.round((n / of) * 1000) / 1000)
  const goal = (name: string, is: number, { least = 0, most = Number.POSITIVE_INFINITY }) => ({
    goal: name,
    ...(least > 0 ? { least } : { most }),
    is,
    met: is >= least && is <= most,
  })
  const [found, planted] = [careful[0] + careless[0], careful[1] + careless[1]]
  return {
    ...counts,
    planted,
    found,
    recall: part(found, planted),
    precision: part(right, alerts),
    alertsPer10k: per10k(alerts),
    plantedPer10k: per10k(planted),
    goals: [
      goal('recall of the careful', part(...careful), { least: 0.9 }),
      goal('recall of the careless', part(...careless), { least: 0.97 }),
      goal('precision', part(right, alerts), { least: 0.6 }),
      goal('alerts per 10,000 accesses', per10k(alerts), { most: 20 }),
      ...rules
        .filter(({ rule }) => weak.includes(rule))
        .map(({ rule, ...of }) => goal(`precision of ${rule}`, part(of.right, of.alerts), { least: 0.5 })),
    ],
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0)

/** Several years as one: in a single one, what a rule finds is few. */
export function together(years: readonly Evaluation[]): Evaluation {
  const share = (of: 'careful' | 'careless'): Share => [
    sum(years.map((year) => year[of][0])),
    sum(years.map((year) => year[of][1])),
  ]
  const rules = years.flatMap((year) => year.rules)
  return judged({
    seeds: years.flatMap(({ seeds }) => seeds),
    careful: share('careful'),
    careless: share('careless'),
    accesses: sum(years.map((year) => year.accesses)),
    alerts: sum(years.map((year) => year.alerts)),
    right: sum(years.map((year) => year.right)),
    rules: [...Map.groupBy(rules, ({ rule }) => rule)].map(([rule, its]) => ({
      rule,
      planted: sum(its.map((one) => one.planted)),
      found: sum(its.map((one) => one.found)),
      alerts: sum(its.map((one) => one.alerts)),
      right: sum(its.map((one) => one.right)),
    })),
  })
}

async function compare({ db }: Desk, seed: number, truth: readonly Snooping[]): Promise<Evaluation> {
  const alerts = await db.read.selectFrom('privacy_alert').selectAll().execute()
  const findings = await db.read
    .selectFrom('privacy_finding')
    .select(['alert_id', 'rule'])
    .where('alert_id', 'is not', null)
    .execute()
  const rulesOf = Map.groupBy(findings, (f) => f.alert_id!)
  const { accesses } = await db.read
    .selectFrom('privacy_day')
    .select((eb) => eb.fn.sum<number>('accesses').as('accesses'))
    .executeTakeFirstOrThrow()
  const isAbout = (alert: (typeof alerts)[number], subject: Subject) =>
    alert.staff_id === (subject.staffId ?? null) &&
    alert.patient_id === (subject.patientId ?? null) &&
    alert.caller_key === (subject.callerKey ?? null)
  const overlaps = (alert: (typeof alerts)[number], { from, to }: Snooping) =>
    alert.first_day <= to && alert.last_day >= from
  const alertsOf = (one: Snooping) =>
    alerts.filter(
      (alert) => overlaps(alert, one) && [one.about, ...one.also].some((subject) => isAbout(alert, subject)),
    )
  const right = new Set<string>()
  const found = new Map<Snooping['kind'], number>()
  const planted = new Map<Snooping['kind'], number>()
  const got: Record<'careful' | 'careless', [number, number]> = { careful: [0, 0], careless: [0, 0] }
  for (const one of truth) {
    const its = alertsOf(one)
    for (const alert of its) right.add(alert.id)
    // An alert about all that a person did is right too where they snooped then.
    for (const alert of alerts)
      if (
        overlaps(alert, one) &&
        [one.about, ...one.also].some(({ staffId }) => staffId && isAbout(alert, { staffId }))
      )
        right.add(alert.id)
    planted.set(one.kind, (planted.get(one.kind) ?? 0) + 1)
    const kind = got[one.careful ? 'careful' : 'careless']
    kind[1]++
    if (its.length > 0) kind[0]++
    // One that was hidden is found by whatever rule speaks.
    if (
      one.careful
        ? its.length > 0
        : its.some((alert) => rulesOf.get(alert.id)?.some((f) => f.rule === one.kind))
    )
      found.set(one.kind, (found.get(one.kind) ?? 0) + 1)
  }
  const codes = [...new Set([...planted.keys(), ...findings.map((f) => f.rule as RuleCode)])]
  return judged({
    seeds: [seed],
    careful: got.careful,
    careless: got.careless,
    accesses: Number(accesses),
    alerts: alerts.length,
    right: right.size,
    rules: codes.map((rule) => {
      const its = alerts.filter((alert) => rulesOf.get(alert.id)?.some((f) => f.rule === rule))
      return {
        rule,
        planted: planted.get(rule) ?? 0,
        found: found.get(rule) ?? 0,
        alerts: its.length,
        right: its.filter((alert) => right.has(alert.id)).length,
      }
    }),
  })
}
