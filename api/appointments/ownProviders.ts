import { z } from '@hono/zod-openapi'
import { openView } from '../acts/view.ts'
import { id } from '../core/http/schema.ts'
import { providersAt } from '../patients/visits.ts'
import { ownClinic } from '../staff/clinics/ownClinic.ts'

export const listOwnProviders = openView({
  at: 'GET /api/clinic-providers',
  summary: 'Who works at your clinic',
  tag: 'Clinic visits',
  needs: 'clinic.visits',
  unrecorded: 'names of providers, who are nobody’s patients here',
  reply: z.array(z.object({ id, name: z.string() })).openapi('ClinicProviders'),
  async show(ctx) {
    const db = ctx.desk.db.read
    return { reply: await providersAt(db, await ownClinic(db, ctx)) }
  },
})
