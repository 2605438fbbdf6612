import { z } from '@hono/zod-openapi'
import { date, id, moment, text } from '../../core/http/schema.ts'
import { trainingSubjects } from '../lists.ts'

export const trainingGiven = z.strictObject({
  email: z.email(),
  subject: z.enum(trainingSubjects),
  completedOn: date,
})
export const trainingWithdrawal = z.strictObject({ reason: text(300) })
export const trainingDone = z.object({ id }).openapi('TrainingDone')
export const trainingRow = z
  .object({
    id,
    staff: z.object({ id, name: z.string() }),
    subject: z.enum(trainingSubjects),
    completedOn: z.string(),
    recordedBy: z.string(),
    recordedAt: moment,
    state: z.enum(['completed', 'withdrawn']),
    reason: z.string().nullable(),
  })
  .openapi('Training')
export const trainingFilter = z.strictObject({
  standing: z.boolean().optional(),
  staffId: z.uuid().optional(),
})
export type TrainingEntry = z.output<typeof trainingRow>
