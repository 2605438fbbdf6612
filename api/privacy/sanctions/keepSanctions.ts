import { act, type GuardCall, type Target } from '../../acts/act.ts'
import { notOwn } from '../../acts/review.ts'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { onColleague } from '../../staff/onColleague.ts'
import { onAlerts } from '../alerts/target.ts'
import { notAhead } from '../notAhead.ts'
import * as words from '../words.ts'
import * as schema from './schema.ts'

type Sanction = Tables['sanction']

const common = {
  watch: 'nothing',
  tag: 'Sanctions',
  needs: 'privacy.review',
  reply: schema.sanctionDone,
} as const

async function keep(
  trx: Trx,
  ctx: StaffCtx,
  of: { staffId: string; alertId: string | null },
  given: schema.Given,
) {
  await notAhead(trx, ctx, { decidedOn: given.decidedOn })
  const now = ctx.now()
  const id = newId(now.getTime())
  await trx
    .insertInto('sanction')
    .values({
      id,
      staff_id: of.staffId,
      alert_id: of.alertId,
      kind: given.kind,
      decided_on: given.decidedOn,
      decided_by: given.decidedBy,
      description: given.description,
      carried_out_on: null,
      recorded_by: ctx.actor.id,
      recorded_at: now.toISOString(),
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_reason: null,
    })
    .execute()
  return { reply: { id }, detail: { sanction: id, kind: given.kind, staff: of.staffId } }
}

/** Enters a sanction in the register (45 CFR 164.308(a)(1)(ii)(C), 164.530(e)). */
export const recordSanction = act({
  ...common,
  name: 'sanction.recorded',
  letter: 'C',
  words: { en: 'Entered a sanction in the register', es: 'Anotó una sanción en el registro' },
  verb: { en: 'Enter a sanction', es: 'Anotar una sanción' },
  at: 'POST /api/sanctions',
  status: 201,
  body: schema.sanctionOf,
  on: onColleague(words.missing.breachAboutYou),
  guards: { notOwn: true },
  do: (trx, ctx, { id }, given) => keep(trx, ctx, { staffId: id, alertId: null }, given),
})

/** The same for whom a signed review was about. */
export const sanctionFromAlert = act({
  ...onAlerts,
  name: 'privacy-alert.sanctioned',
  letter: 'C',
  words: {
    en: 'Entered a sanction that followed from a privacy alert',
    es: 'Anotó una sanción derivada de una alerta de privacidad',
  },
  verb: { en: 'Enter a sanction', es: 'Anotar una sanción' },
  at: 'POST /api/privacy-alerts/{id}/sanctions',
  status: 201,
  params: idParam,
  body: schema.sanctionFor,
  reply: schema.sanctionDone,
  guards: { notOwn: true, from: ['signed'] },
  async do(trx, ctx, row, given) {
    if (row.staff_id === null) throw new Conflict(words.aboutNoOne)
    return keep(trx, ctx, { staffId: row.staff_id, alertId: row.id }, given)
  },
})

type Call = GuardCall<Sanction, { id: string }>

const onSanction = {
  async load(trx, ctx, { id }) {
    const row = await held(
      ctx.desk.db,
      trx.selectFrom('sanction').selectAll().where('id', '=', id),
    ).executeTakeFirst()
    if (!row) throw new NotFound(words.noSanction)
    return row
  },
  about: (row) => ({ object: { type: 'sanction', id: row.id } }),
  detail: (row) => ({ staff: row.staff_id }),
  guards: {
    notOwn: notOwn(
      (row: Sanction) => row.staff_id,
      () => [words.missing.breachAboutYou],
    ),
    /** It stands, and was not carried out yet. */
    from: ({ found }: Call, wanted: readonly ('decided' | 'carried-out')[]) =>
      found.withdrawn_at === null && wanted.includes(found.carried_out_on ? 'carried-out' : 'decided')
        ? undefined
        : new Conflict(words.sanctionOver),
  },
} satisfies Target<{ id: string }, Sanction>

/** Takes down the day it was carried out. */
export const carryOutSanction = act({
  ...common,
  name: 'sanction.carried-out',
  letter: 'U',
  words: { en: 'Recorded that a sanction was carried out', es: 'Registró que se aplicó una sanción' },
  verb: { en: 'Carried out', es: 'Aplicada' },
  at: 'POST /api/sanctions/{id}/carried-out',
  params: idParam,
  body: schema.carriedOut,
  on: onSanction,
  guards: { notOwn: true, from: ['decided'] },
  async do(trx, ctx, row, { on }) {
    await notAhead(trx, ctx, { on })
    if (on < row.decided_on) throw new Invalid({ on: words.beforeDecided })
    await trx.updateTable('sanction').set({ carried_out_on: on }).where('id', '=', row.id).execute()
    return { reply: { id: row.id }, fields: ['carriedOutOn'] }
  },
})

/** Withdraws an entry; it stays in the register, and says why. */
export const withdrawSanction = act({
  ...common,
  name: 'sanction.withdrawn',
  letter: 'U',
  words: { en: 'Withdrew a sanction from the register', es: 'Retiró una sanción del registro' },
  verb: { en: 'Withdraw', es: 'Retirar' },
  at: 'POST /api/sanctions/{id}/withdraw',
  params: idParam,
  body: schema.withdrawn,
  on: onSanction,
  guards: { notOwn: true, from: ['decided', 'carried-out'] },
  async do(trx, ctx, row, { reason }) {
    await trx
      .updateTable('sanction')
      .set({ withdrawn_at: ctx.now().toISOString(), withdrawn_by: ctx.actor.id, withdrawn_reason: reason })
      .where('id', '=', row.id)
      .execute()
    return { reply: { id: row.id }, fields: ['withdrawn'] }
  },
})
