import { act } from '../../acts/act.ts'
import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import { hospitalDay } from '../../core/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import type { Trx } from '../../core/db/transact.ts'
import { readPolicy } from '../../core/policy.ts'
import { patientPost } from '../../patients/patientPost.ts'
import { notAhead } from '../notAhead.ts'
import type { AlertRow, BreachRow } from '../tables.ts'
import { changeBreach } from './changeBreach.ts'
import { draftTexts } from './letterTexts.ts'
import { dataKinds, letterLanguages } from './lists.ts'
import * as schema from './schema.ts'
import * as shown from './shown.ts'

type Given = typeof schema.opened._output

/** The columns that say what happened. */
export const factsOf = (given: Given) => ({
  source: given.source,
  summary: given.summary,
  kind: given.kind,
  location: given.location,
  data_kinds: JSON.stringify(dataKinds.filter((kind) => given.dataKinds[kind])),
  occurred_from: given.occurredFrom,
  occurred_to: given.occurredTo,
  known_on: given.knownOn,
  should_known_on: given.shouldHaveKnownOn ?? null,
  associate: given.associate ?? null,
  associate_agent: given.associateIsAgent ? 1 : 0,
  associate_found_on: given.associateFoundOn ?? null,
  others: given.others,
})

type Facts = ReturnType<typeof factsOf>

/** Begins a breach with letters drafted in both languages, and what is due worked out. */
async function begin(
  trx: Trx,
  ctx: Ctx,
  facts: Facts,
  over: Partial<BreachRow>,
  patientIds: readonly string[] = [],
) {
  const now = ctx.now().toISOString()
  const row: BreachRow = {
    id: newId(ctx.now().getTime()),
    alert_id: null,
    staff_id: null,
    ...facts,
    status: 'open',
    assessment: null,
    exception: null,
    outcome: null,
    conclusion: null,
    signed_by: null,
    signed_at: null,
    second_by: null,
    second_at: null,
    delay_kind: null,
    delay_said_on: null,
    delay_until: null,
    delay_official: null,
    delay_reason: null,
    told_on: null,
    settled_on: null,
    next_due: facts.known_on,
    opened_by: 'id' in ctx.actor ? ctx.actor.id : null,
    opened_at: now,
    version: 0,
    ...over,
  }
  await trx.insertInto('breach').values(row).execute()
  await trx
    .insertInto('breach_draft')
    .values(letterLanguages.map((language) => ({ breach_id: row.id, language, ...draftTexts[language] })))
    .execute()
  await addPeople(trx, ctx, row.id, patientIds)
  return changeBreach(trx, ctx, row)
}

/** Adds people to those affected, each once. @returns how many were not among them */
export async function addPeople(
  trx: Trx,
  ctx: Ctx,
  breachId: string,
  ids: readonly string[],
): Promise<number> {
  const atOnce = 200
  let added = 0
  for (let i = 0; i < ids.length; i += atOnce) {
    const homes = await patientPost(trx)
      .where('id', 'in', ids.slice(i, i + atOnce))
      .execute()
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('breach_patient')
      .values(
        homes.map((home) => ({
          breach_id: breachId,
          patient_id: home.id,
          residence: home.state,
          disclosure_id: null,
          added_by: 'id' in ctx.actor ? ctx.actor.id : null,
          added_at: ctx.now().toISOString(),
        })),
      )
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirstOrThrow()
    added += Number(numInsertedOrUpdatedRows)
  }
  return added
}

/** Begins an assessment of what may be a breach: from a complaint, a report, a lost device, a business associate. */
export const openBreach = act({
  name: 'breach.opened',
  letter: 'C',
  words: {
    en: 'Began to assess a possible breach',
    es: 'Empezó a evaluar una posible violación de datos',
  },
  watch: 'nothing',
  verb: { en: 'Begin an assessment', es: 'Empezar una evaluación' },
  tag: 'Breaches',
  at: 'POST /api/breaches',
  needs: 'privacy.review',
  status: 201,
  body: schema.opened,
  reply: shown.breachDone,
  async do(trx, ctx, _found, given) {
    await notAhead(trx, ctx, { knownOn: given.knownOn })
    const reply = await begin(trx, ctx, factsOf(given), {})
    return {
      reply,
      about: { object: { type: 'breach', id: reply.id } },
      detail: { source: given.source, kind: given.kind },
    }
  },
})

/**
 * What a review of an alert signed as a breach goes on as: the factors and the first signature are there, and a second reviewer
 * signs it. Its patients are those of the alert.
 */
export async function openFromAlert(
  trx: Trx,
  ctx: Ctx,
  alert: AlertRow,
  signed: { by: string; at: string; conclusion: string },
): Promise<void> {
  const { timeZone } = await readPolicy(trx)
  const found = await trx
    .selectFrom('privacy_finding')
    .select('patient_id')
    .distinct()
    .where('alert_id', '=', alert.id)
    .where('patient_id', '!=', '')
    .execute()
  const patientIds = [
    ...new Set([...found.map((one) => one.patient_id), ...(alert.patient_id ? [alert.patient_id] : [])]),
  ]
  const facts: Facts = {
    source: 'alert',
    summary: signed.conclusion,
    kind: 'unauthorized-access',
    location: 'medical-record',
    data_kinds: JSON.stringify(['clinical', 'demographic']),
    occurred_from: alert.first_day,
    occurred_to: alert.last_day,
    known_on: hospitalDay(new Date(alert.discovered_at), timeZone),
    should_known_on: null,
    associate: null,
    associate_agent: 0,
    associate_found_on: null,
    others: 0,
  }
  const reply = await begin(
    trx,
    ctx,
    facts,
    {
      alert_id: alert.id,
      staff_id: alert.staff_id,
      status: 'signed',
      assessment: alert.assessment,
      outcome: 'breach',
      conclusion: signed.conclusion,
      signed_by: signed.by,
      signed_at: signed.at,
    },
    patientIds,
  )
  await record(trx, ctx, openBreach satisfies Action, {
    patientIds,
    object: { type: 'breach', id: reply.id },
    detail: { source: 'alert', kind: facts.kind },
  })
}
