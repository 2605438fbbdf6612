import { z } from '@hono/zod-openapi'
import { date, id, moment } from '../../core/http/schema.ts'
import { watchKinds } from '../lists.ts'

export const watched = z
  .object({
    id,
    patient: z.object({ id, name: z.string() }),
    kind: z.enum(watchKinds),
    fromDay: z.string(),
    toDay: z.string().nullable(),
    addedBy: z.string(),
    addedAt: moment,
    over: z.boolean(),
  })
  .openapi('WatchedRecord')

export const watchFilter = z.strictObject({
  over: z.boolean().optional(),
  kind: z.enum(watchKinds).optional(),
})

/** What an act on the watch list answers. */
export const watchDone = z.object({ id }).openapi('WatchedRecordDone')

export const watch = z
  .strictObject({ patientId: id, kind: z.enum(watchKinds), toDay: date.optional() })
  .openapi('WatchRecord')
