import { z } from '@hono/zod-openapi'
import { openView } from '../../acts/view.ts'
import { id } from '../../core/http/schema.ts'
import { allClinics } from '../../patients/visits.ts'

export const listClinics = openView({
  at: 'GET /api/clinics',
  summary: 'The clinics that are known',
  tag: 'Staff',
  needs: 'staff.manage',
  unrecorded: 'names of clinics, which are nobody’s data',
  reply: z.array(z.object({ id, name: z.string() })).openapi('Clinics'),
  show: async ({ desk }) => ({ reply: await allClinics(desk.db.read) }),
})
