import { view } from '../../acts/view.ts'
import { readPolicy } from '../../core/policy.ts'
import { namesOfPlaces } from '../../patients/visits.ts'
import { staffPolicy } from '../policy.ts'
import { namesOfStaff } from '../published.ts'
import { lapsedAt, shown } from '../requests.ts'
import * as schema from '../schema.ts'
import { waitingClinics } from './target.ts'

/** The colleagues who are to work for a clinic once a second person says so, the oldest request first. */
export const listClinicRequests = view({
  name: 'staff.clinic-requests-listed',
  letter: 'R',
  words: {
    en: 'Looked at the changes of clinic that wait for approval',
    es: 'Consultó los cambios de clínica por aprobar',
  },
  watch: 'nothing',
  at: 'GET /api/clinic-requests',
  summary: 'Changes of clinic that wait for approval',
  tag: 'Staff',
  needs: 'access.review',
  reply: schema.clinicRequests,
  async show(ctx) {
    const db = ctx.desk.db.read
    const rows = await waitingClinics(db, await lapsedAt(db, ctx.now()))
      .orderBy('asked_at')
      .execute()
    const [names, clinics, policy] = await Promise.all([
      namesOfStaff(
        db,
        rows.flatMap((row) => [row.staff_id, row.asked_by]),
      ),
      namesOfPlaces(
        db,
        'clinic',
        rows.flatMap((row) => [row.to_clinic, row.from_clinic ?? []].flat()),
      ),
      readPolicy(db, staffPolicy),
    ])
    return {
      seen: { detail: { rows: rows.length } },
      reply: rows.map((row) => ({
        ...shown(ctx, row, names, policy),
        name: names.get(row.staff_id)!,
        from: row.from_clinic === null ? null : (clinics.get(row.from_clinic) ?? ''),
        to: clinics.get(row.to_clinic) ?? '',
      })),
    }
  },
})
