import { z } from '@hono/zod-openapi'
import { id, moment, text } from '../../core/http/schema.ts'
import { comparedFields, decisions, feedFaults } from './lists.ts'

const version = z.number().int()
/** How it is known: what was seen, whom the source was asked. */
const note = text(2000)
export const takeOver = z.strictObject({ patientId: id, note, version })
export const makeNew = z.strictObject({ note, version })
export const discard = z.strictObject({ note, version })
export const keepOurs = z.strictObject({ because: z.enum(feedFaults), note, version })

const state = z.enum(['waiting', ...decisions])
export const decided = z
  .object({ id, state, patientId: id.nullable().openapi({ description: 'Whose record it was taken into' }) })
  .openapi('RecordDecided')

export const conflictFilter = z.strictObject({
  waiting: z.boolean().optional(),
  patientId: z.uuid().optional(),
})

const shared = {
  id,
  reason: z.enum(['another-person', 'changed-in-turn', 'identifiers-of-two']),
  state,
  file: z.string(),
  place: z.string(),
  foundAt: moment,
  decidedBy: z.string().nullable(),
  decidedAt: moment.nullable(),
}
export const conflictRow = z
  .object({ ...shared, patients: z.array(z.object({ id, name: z.string() })) })
  .openapi('RecordConflictRow')

export const conflict = z
  .object({
    ...shared,
    patients: z.array(
      z.object({
        id,
        name: z.string(),
        deceased: z.boolean(),
        inactive: z.boolean(),
        replaced: z.boolean(),
        updatedAt: moment,
      }),
    ),
    /** Field by field; empty once it is decided, or for kin. */
    fields: z.array(
      z.object({
        field: z.enum(comparedFields),
        /** Null where the source does not carry it. */
        said: z.array(z.string()).nullable(),
        /** Of each patient, in the order of `patients`. */
        onFile: z.array(z.object({ shown: z.array(z.string()), differs: z.boolean() })),
      }),
    ),
    /** By rules for imports that changed meanwhile it cannot be taken in any more. */
    unfit: z.boolean(),
    /** It cannot be opened any more, so that nobody can compare it. */
    unreadable: z.boolean(),
    /** Why the reader may not decide it, nor see what it says. */
    withheld: z.string().nullable(),
    because: z.enum(feedFaults).nullable(),
    note: z.string().nullable(),
    takenInto: id.nullable(),
    version,
  })
  .openapi('RecordConflict')
