import { z } from '@hono/zod-openapi'
import type { Kysely } from 'kysely'
import { act } from '../acts/act.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { NotFound } from '../core/errors.ts'
import { hospital } from '../core/hospital.ts'
import { id, idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { clinicById } from '../patients/visits.ts'
import { noClinic } from './words.ts'

/** By whose clocks a clinic's days go: its own, else the hospital's. */
export async function zoneOf(db: Kysely<Tables>, clinicId: string): Promise<string> {
  const own = await db
    .selectFrom('clinic_zone')
    .select('time_zone')
    .where('clinic_id', '=', clinicId)
    .executeTakeFirst()
  return own?.time_zone ?? (await readPolicy(db)).timeZone
}

const ownZones = prepared((db) => db.selectFrom('clinic_zone').selectAll())

/** The zones of all clinics that have their own, and the hospital's for the others. */
export async function zonesOf(
  db: Kysely<Tables>,
  policy: Promise<{ timeZone: string }> = readPolicy(db),
): Promise<(clinicId: string) => string> {
  const [own, { timeZone }] = await Promise.all([ownZones(db, {}), policy])
  const zones = new Map(own.map((row) => [row.clinic_id, row.time_zone]))
  return (clinicId) => zones.get(clinicId) ?? timeZone
}

/** Says by whose clocks a clinic's days go. Visits keep their moment: only how it is written changes. */
export const setZone = act({
  name: 'clinic.time-zone-set',
  letter: 'U',
  words: { en: 'Set the time zone of a clinic', es: 'Fijó la zona horaria de una clínica' },
  watch: 'nothing',
  verb: { en: 'Set the time zone', es: 'Fijar la zona horaria' },
  tag: 'Clinic visits',
  at: 'PUT /api/clinics/{id}/time-zone',
  needs: 'settings.manage',
  params: idParam,
  body: z.strictObject({ timeZone: hospital.shape.timeZone.unwrap() }),
  reply: z.object({ id, timeZone: z.string() }).openapi('ClinicZone'),
  async do(trx, _ctx, _found, { id: clinicId, timeZone: time_zone }) {
    if (!(await clinicById(trx, clinicId))) throw new NotFound(noClinic)
    await trx
      .insertInto('clinic_zone')
      .values({ clinic_id: clinicId, time_zone })
      .onConflict((oc) => oc.column('clinic_id').doUpdateSet({ time_zone }))
      .execute()
    return {
      reply: { id: clinicId, timeZone: time_zone },
      about: { object: { type: 'clinic', id: clinicId } },
      fields: ['timeZone'],
    }
  },
})
