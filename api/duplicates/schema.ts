import { z } from '@hono/zod-openapi'
import { id, moment, text } from '../core/http/schema.ts'
import { comparedFields } from '../imports/conflicts/lists.ts'
import { differenceReasons, mergeReasons, pairStates, reasonsToDecide, unmergeReasons } from './lists.ts'

const version = z.number().int()
/** How it is known: what was seen, who was asked. */
const note = text(2000)
export const merge = z.strictObject({ survivorId: id, because: z.enum(mergeReasons), note, version })
export const keepApart = z.strictObject({ because: z.enum(differenceReasons), note, version })
export const unmerge = z.strictObject({ because: z.enum(unmergeReasons), note, version })

const state = z.enum(pairStates)
const band = z.enum(['likely', 'possible'])
export const decided = z.object({ id, state }).openapi('PairDecided')

export const pairFilter = z.strictObject({
  state: state.optional(),
  band: band.optional(),
  patientId: z.uuid().optional(),
})

const shared = {
  id,
  state,
  band,
  bits: z.number().openapi({ description: 'The weight of how they agree, in bits; zero tells nothing' }),
  /** Of each field that both say, how far they agree: the level’s name, and words in the reader’s language. */
  said: z.array(z.object({ field: z.string(), level: z.string(), words: z.string() })),
  foundAt: moment,
  decidedBy: z.string().nullable(),
  decidedAt: moment.nullable(),
}
const people = z.array(z.object({ id, name: z.string() }))
export const pairRow = z.object({ ...shared, people }).openapi('DuplicatePairRow')

const count = z.number().int()
export const pairCounts = z
  .object({ likely: count, possible: count, merged: count, different: count })
  .openapi('DuplicateCounts')

/** What hangs on a record beside what it says of the person. */
const person = z.object({
  id,
  name: z.string(),
  deceased: z.boolean(),
  inactive: z.boolean(),
  replaced: z.boolean(),
  updatedAt: moment,
  login: z.string().nullable().openapi({ description: 'The state of the portal login; null without one' }),
  visits: count,
  openCases: count,
  notes: count,
  proxies: z.array(z.object({ name: z.string(), relationship: z.string(), status: z.string() })),
  actsFor: count,
})

export const pair = z
  .object({
    ...shared,
    people: z.array(person),
    /** Field by field, the values of both in the order of `people`; empty for kin. */
    fields: z.array(
      z.object({
        field: z.enum(comparedFields),
        values: z.array(z.array(z.string())),
        agreement: z.enum(['agrees', 'differs', 'one-sided']),
      }),
    ),
    survivorId: id.nullable(),
    because: z.enum(reasonsToDecide).nullable(),
    note: z.string().nullable(),
    /** Why the reader may not decide it, nor see what the records say or what was decided of them and why. */
    withheld: z.string().nullable(),
    version,
  })
  .openapi('DuplicatePair')
