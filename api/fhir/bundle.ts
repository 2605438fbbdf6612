import { z } from '@hono/zod-openapi'
import { streamView } from '../acts/view.ts'
import { recordView } from '../audit/recordView.ts'
import type { PatientCtx } from '../core/context.ts'
import { bytesOf, withEntries } from '../core/http/streamed.ts'
import { aboutRecord, actsFor } from '../patients/actsFor.ts'
import { downloading } from '../records/download.ts'
import { media } from './common.ts'
import { bundled } from './everything.ts'
import { typeNames } from './types.ts'

/** What `$everything` holds, as a file for whoever keeps it: the same resources of the same types. */
export const downloadBundle = streamView({
  ...downloading,
  at: 'GET /portal/v1/records/bundle',
  summary: 'All of the record as a FHIR R4 Bundle',
  params: z.strictObject({}),
  produces: [media],
  async stream(asking, { for: grant }, c) {
    // Of whoever asks `needs` says that it is a patient.
    const ctx = asking as unknown as PatientCtx
    const of = await actsFor(ctx.desk.db.read, ctx, grant, 'full')
    await recordView(ctx, downloading, { ...aboutRecord(of), detail: { ...of.detail, format: 'fhir' } })
    const head = { resourceType: 'Bundle', type: 'collection', timestamp: ctx.now().toISOString() }
    return c.body(bytesOf(withEntries(head, bundled(ctx, of, { types: typeNames, since: 0 }))), 200, {
      'Content-Type': media,
      'Content-Disposition': 'attachment; filename="my-health-record.fhir.json"',
    })
  },
})
