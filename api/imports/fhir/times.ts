import { visitKinds } from '../../appointments/lists.ts'
import { type Saved, saveTime } from '../../appointments/saveTimes.ts'
import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import type { Ctx } from '../../core/context.ts'
import { transactAgain } from '../../core/db/transact.ts'
import { failedAsWhole } from '../../core/importFailure.ts'
import { type Places, placeId } from '../../patients/places.ts'
import { FileFault } from '../read/bytes.ts'
import { linesOf } from '../read/lines.ts'
import { readMoment } from '../read/moments.ts'
import type { ReadRules } from '../records.ts'
import { type Named, namedBy, noteNamed } from './named.ts'
import { isObject, type Json, list, text } from './resource.ts'

export const timesImported: Action = {
  name: 'visit.times-imported',
  letter: 'C',
  words: { en: 'Imported times for visits', es: 'Importó horas de visita' },
  watch: 'nothing',
}

type Counts = Record<Saved | 'rejected', number>
export interface TimesReport extends Counts {
  /** Why lines were rejected: their number, and a rule. */
  rejects: { line: number; why: string }[]
  /** What kept the file from being read to its end. */
  fault?: string
}

const atOnce = 200
const mostTold = 100

interface Line {
  line: number
  resource: Json
}

/**
 * Reads Slots of bulk FHIR with the Schedules, Practitioners and Locations before them in the file. A Slot says when and whether it is
 * free; its Schedule says by its actors who and where; `serviceType` says what for, by a code of ours, else a follow-up.
 */
export async function importTimes(ctx: Ctx, file: string, rules: ReadRules): Promise<TimesReport> {
  const report: TimesReport = { opened: 0, closed: 0, unchanged: 0, kept: 0, rejected: 0, rejects: [] }
  const reject = (line: number, why: string) => {
    report.rejected++
    if (report.rejects.length < mostTold) report.rejects.push({ line, why })
  }
  const [named, schedules, places]: [Named, Map<string, Json>, Places] = [new Map(), new Map(), new Map()]
  let batch: Line[] = []
  const save = async () => {
    const now = batch
    batch = []
    if (now.length === 0) return
    // Begun again, it counts anew.
    const done = await transactAgain(ctx.desk.db, async (trx) => {
      const said: (Saved | { line: number; why: string })[] = []
      for (const { line, resource } of now) {
        const told = readSlot(resource, schedules, named, rules)
        if (typeof told === 'string') {
          said.push({ line, why: told })
          continue
        }
        const { clinic, provider, ...time } = told
        const [clinicId, providerId] = [
          await placeId(trx, 'clinic', clinic, places),
          await placeId(trx, 'provider', provider, places),
        ]
        said.push(await saveTime(trx, ctx, { ...time, clinicId, providerId }))
      }
      await record(trx, ctx, timesImported, { detail: { read: now.length } })
      return said
    })
    for (const one of done)
      if (typeof one === 'string') report[one]++
      else reject(one.line, one.why)
  }
  try {
    for await (const { line, text: raw } of linesOf(file)) {
      const resource = parsed(raw)
      if (!resource) reject(line, 'is no JSON object')
      else if (resource.resourceType === 'Slot') batch.push({ line, resource })
      else if (resource.resourceType === 'Schedule') schedules.set(`Schedule/${text(resource.id)}`, resource)
      else noteNamed(named, resource, undefined, rules)
      if (batch.length >= atOnce) await save()
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    report.fault = error.message
  }
  await save()
  return report
}

/** Why it failed as a whole; nothing where it worked. */
export function timesFailure(report: TimesReport): string | undefined {
  const { opened, closed, unchanged, kept, rejected, fault } = report
  const taken = opened + closed + unchanged + kept
  if (fault) return `the file ${fault}`
  return failedAsWhole('line', { read: taken + rejected, taken, rejected })
}

function parsed(raw: string | undefined): Json | undefined {
  try {
    const value: unknown = JSON.parse(raw ?? '')
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** What a Slot says, or the rule it breaks. */
function readSlot(slot: Json, schedules: Map<string, Json>, named: Named, rules: ReadRules) {
  const of = isObject(slot.schedule) ? schedules.get(text(slot.schedule.reference) ?? '') : undefined
  if (!of) return 'schedule: is not in the file before it'
  const actors = list(of.actor)
  const actor = (kinds: RegExp) =>
    actors.find((one) => kinds.test(text(one.reference) ?? text(one.type) ?? ''))
  const clinic = namedBy(actor(/^(Location|Organization)\b/), named, rules)
  const provider = namedBy(actor(/^Practitioner\b/), named, rules)
  if (!clinic || !provider) return 'schedule: its actors name no place, or nobody who sees patients'
  const [startsAt, endsAt] = [slot.start, slot.end].map((one) => {
    const said = text(one)
    return said && /T.*(Z|[+-]\d\d:\d\d)$/.test(said) ? readMoment(said, rules) : undefined
  })
  if (!startsAt || !endsAt || endsAt <= startsAt)
    return 'start, end: must be moments with a zone, in their order'
  const codes = [...list(slot.serviceType), ...list(of.serviceType)]
    .flatMap((one) => list(one.coding))
    .map((one) => text(one.code))
  const kind = visitKinds.find((one) => codes.includes(one)) ?? 'follow-up'
  return { clinic, provider, kind, startsAt, endsAt, free: slot.status === 'free' }
}
