import { act } from '../acts/act.ts'
import { view } from '../acts/view.ts'
import { spend } from '../core/access/throttle.ts'
import { hourMs, minutesOfADay, secondsOfADay } from '../core/calendar.ts'
import { newId } from '../core/db/id.ts'
import { Conflict, NotFound, TooMany } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { dueAfter } from '../core/serviceHours.ts'
import { vaultFor, vaultsOf } from '../core/vault/vault.ts'
import { expectCareClinic } from '../messages/published.ts'
import { actsFor, askedFor, holdFor } from '../patients/actsFor.ts'
import { namesOfPlaces } from '../patients/visits.ts'
import { openRefill, refillAt } from './content.ts'
import { refillsPolicy } from './policy.ts'
import * as schema from './schema.ts'
import { noRefill, refillIs, refillsOver, tooManyRefills } from './words.ts'

const common = { watch: 'nothing', tag: 'Patient portal', needs: 'patient' } as const

export const askRefill = act({
  ...common,
  name: 'portal.refill-asked',
  letter: 'C',
  words: { en: 'Asked for a refill in the portal', es: 'Pidió un resurtido en el portal' },
  verb: { en: 'Ask for a refill', es: 'Pedir un resurtido' },
  at: 'POST /portal/v1/refills',
  status: 201,
  body: schema.asking,
  reply: schema.asked,
  async do(trx, ctx, _found, { clinicId, medication, note, for: grant }) {
    const { patient, ids, about, detail, by } = await holdFor(trx, ctx, grant, 'full')
    await expectCareClinic(trx, ids, clinicId)
    const policy = await readPolicy(trx, refillsPolicy)
    const { n } = await trx
      .selectFrom('refill_request')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('patient_id', 'in', ids)
      .where('status', '=', 'requested')
      .executeTakeFirstOrThrow()
    if (Number(n) >= policy.refillsOpenAtOnce) throw new Conflict(tooManyRefills)
    // Asking and taking back again would tell clinics and figures of more than anybody needs.
    const limit = { key: `refills:${patient.id}`, most: policy.refillsADay, minutes: minutesOfADay }
    if (!(await spend(trx, ctx, limit))) throw new TooMany(refillsOver, secondsOfADay)
    const [id, now] = [newId(), ctx.now()]
    const due_at = dueAfter(policy, now, policy.refillAnswerHours * hourMs)
    const vault = await vaultFor(trx, ctx.desk, patient.id)
    await trx
      .insertInto('refill_request')
      .values({
        id,
        patient_id: patient.id,
        clinic_id: clinicId,
        medication: vault.seal(refillAt({ id, clinic_id: clinicId }, 'medication'), medication),
        note: note === undefined ? null : vault.seal(refillAt({ id, clinic_id: clinicId }, 'note'), note),
        status: 'requested',
        reason: null,
        answer: null,
        asked_by: ctx.actor.id,
        grant_id: grant ?? null,
        decided_by: null,
        decided_at: null,
        due_at,
        version: 1,
        created_at: now.toISOString(),
        changed_at: now.toISOString(),
      })
      .execute()
    return {
      reply: { id, answerBy: due_at },
      about: { ...about, object: { type: 'refill', id } },
      fields: ['refill'],
      detail,
      tells: [{ patientId: patient.id, kind: 'refill-asked', reason: by }],
    }
  },
})

export const cancelRefill = act({
  ...common,
  name: 'portal.refill-cancelled',
  letter: 'U',
  words: { en: 'Took back a refill request', es: 'Retiró una solicitud de resurtido' },
  verb: { en: 'Take the request back', es: 'Retirar la solicitud' },
  at: 'POST /portal/v1/refills/{id}/cancel',
  params: idParam,
  body: askedFor,
  reply: schema.changed,
  async do(trx, ctx, _found, { id, for: grant }) {
    const whom = await actsFor(trx, ctx, grant, 'full')
    const own = trx.selectFrom('refill_request').select('status').where('id', '=', id)
    const row = await own.where('patient_id', 'in', whom.ids).executeTakeFirst()
    if (!row) throw new NotFound(noRefill)
    // The clinic may decide at this moment.
    const { numUpdatedRows } = await trx
      .updateTable('refill_request')
      .set((eb) => ({
        status: 'cancelled',
        changed_at: ctx.now().toISOString(),
        version: eb('version', '+', 1),
      }))
      .where('id', '=', id)
      .where('status', '=', 'requested')
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw new Conflict(refillIs[(await own.executeTakeFirstOrThrow()).status])
    return {
      reply: { id, status: 'cancelled' as const },
      about: { ...whom.about, object: { type: 'refill', id } },
      fields: ['status'],
      detail: whom.detail,
    }
  },
})

/** Refills that were asked for, newest first, a page at a time. */
export const listRefills = view({
  ...common,
  name: 'portal.refills-read',
  letter: 'R',
  words: { en: 'Looked at refills in the portal', es: 'Consultó resurtidos en el portal' },
  at: 'GET /portal/v1/refills',
  summary: 'Refills you asked for, and what became of them',
  asks: schema.askRefills,
  reply: schema.refills,
  async show(ctx, { for: grant, after, limit }) {
    const db = ctx.desk.db.read
    const whom = await actsFor(db, ctx, grant, 'full')
    const mine = db.selectFrom('refill_request').selectAll().where('patient_id', 'in', whom.ids)
    const last = after && (await mine.where('id', '=', after).executeTakeFirst())
    let query = mine
    if (last)
      query = query.where((eb) =>
        eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(last.created_at, last.id)),
      )
    const rows = await query
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    const shown = rows.slice(0, limit)
    const [vaults, clinics] = await Promise.all([
      vaultsOf(db, ctx.desk, whom.ids),
      namesOfPlaces(
        db,
        'clinic',
        shown.map((row) => row.clinic_id),
      ),
    ])
    return {
      reply: {
        refills: shown.map((row) => ({
          ...openRefill(vaults.get(row.patient_id)!, row),
          clinic: clinics.get(row.clinic_id) ?? '',
          answerBy: row.status === 'requested' ? row.due_at : null,
        })),
        next: rows.length > limit ? shown.at(-1)!.id : null,
      },
      seen: { ...whom.about, detail: { ...whom.detail, rows: shown.length } },
    }
  },
})
