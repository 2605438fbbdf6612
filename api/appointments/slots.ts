import type { Kysely } from 'kysely'
import { openView } from '../acts/view.ts'
import type { Tables } from '../core/db/tables.ts'
import { allClinics, namesOfPlaces, providersAt } from '../patients/visits.ts'
import { hadBeside } from './overlap.ts'
import * as schema from './schema.ts'
import type { SlotRow } from './tables.ts'
import { zonesOf } from './zones.ts'

const isNobodys = 'times that are free are nobody’s data, and who looks at them is not told to a clinic'

type Placed = Pick<SlotRow, 'clinic_id' | 'provider_id' | 'kind' | 'starts_at' | 'ends_at'>

/**
 * Names and zones beside rows that point to a clinic and a provider.
 * @param policy where it is read already
 */
export async function placesOf(
  db: Kysely<Tables>,
  rows: readonly Placed[],
  policy?: Promise<{ timeZone: string }>,
) {
  const [clinics, providers, zone] = await Promise.all([
    namesOfPlaces(
      db,
      'clinic',
      rows.map((row) => row.clinic_id),
    ),
    namesOfPlaces(
      db,
      'provider',
      rows.map((row) => row.provider_id),
    ),
    zonesOf(db, policy),
  ])
  return (row: Placed) => ({
    clinicId: row.clinic_id,
    clinic: clinics.get(row.clinic_id) ?? '',
    providerId: row.provider_id,
    provider: providers.get(row.provider_id) ?? '',
    kind: row.kind,
    timeZone: zone(row.clinic_id),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  })
}

/** Times that can be booked, soonest first, a page at a time. */
export const listSlots = openView({
  at: 'GET /portal/v1/slots',
  summary: 'Times for visits that are free',
  tag: 'Patient portal',
  needs: 'patient',
  unrecorded: isNobodys,
  asks: schema.askSlots,
  reply: schema.slots,
  async show(ctx, { clinicId, kind, providerId, from, until, after, limit }) {
    const db = ctx.desk.db.read
    let query = db
      .selectFrom('slot')
      .selectAll()
      .where('status', '=', 'free')
      .where('clinic_id', '=', clinicId)
      .where('kind', '=', kind)
      .where('starts_at', '>', ctx.now().toISOString())
    if (providerId) query = query.where('provider_id', '=', providerId)
    if (from) query = query.where('day', '>=', from)
    if (until) query = query.where('day', '<=', until)
    const last = after && (await db.selectFrom('slot').selectAll().where('id', '=', after).executeTakeFirst())
    if (last)
      query = query.where((eb) => eb(eb.refTuple('starts_at', 'id'), '>', eb.tuple(last.starts_at, last.id)))
    const first = Math.max(ctx.now().getTime(), Date.parse(from ?? '') || 0)
    query = query.where((eb) => eb.not(eb.exists(hadBeside(db, new Date(first)))))
    const rows = await query
      .orderBy('starts_at')
      .orderBy('id')
      .limit(limit + 1)
      .execute()
    const shown = rows.slice(0, limit)
    const place = await placesOf(db, shown)
    return {
      reply: {
        times: shown.map((row) => ({ id: row.id, day: row.day, ...place(row) })),
        next: rows.length > limit ? shown.at(-1)!.id : null,
      },
    }
  },
})

/** Where a patient can book by themselves: clinics that have times to come, with who works there. */
export const listBookable = openView({
  at: 'GET /portal/v1/clinics',
  summary: 'Clinics where visits can be booked',
  tag: 'Patient portal',
  needs: 'patient',
  unrecorded: isNobodys,
  reply: schema.bookable,
  async show(ctx) {
    const db = ctx.desk.db.read
    const open = await db
      .selectFrom('slot')
      .select('clinic_id')
      .distinct()
      .where('starts_at', '>', ctx.now().toISOString())
      .execute()
    const ids = new Set(open.map((row) => row.clinic_id))
    const [all, zone] = await Promise.all([allClinics(db), zonesOf(db)])
    const clinics = all.filter(({ id }) => ids.has(id))
    return {
      reply: await Promise.all(
        clinics.map(async ({ id, name }) => ({
          id,
          name,
          timeZone: zone(id),
          providers: await providersAt(db, id),
        })),
      ),
    }
  },
})
