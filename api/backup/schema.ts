import { z } from '@hono/zod-openapi'
import { backedUp, backupKinds, backupStates, drilled } from './lists.ts'

export const backupsShown = z.object({
  state: z.enum(backedUp),
  lastAt: z.string().nullable(),
  ageSeconds: z.number().nullable(),
  restoreSeconds: z.number().nullable(),
  drill: z.enum(drilled),
  drilledAt: z.string().nullable(),
  problem: z.string().nullable(),
  everyHours: z.number(),
  /** The longest time between two good backups that followed each other, of those listed, in seconds. */
  longestGapSeconds: z.number().nullable(),
  rows: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(backupKinds),
      state: z.enum(backupStates),
      at: z.string(),
      file: z.string().nullable(),
      bytes: z.number().nullable(),
      seconds: z.number().nullable(),
      events: z.number().nullable(),
      problem: z.string().nullable(),
    }),
  ),
})
