import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../core/db/tables.ts'

const timeZone = z.string().refine((zone) => {
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    return false
  }
}, 'must be a time zone name such as America/New_York')

export const settingsSchema = z.object({
  hospitalName: z.string().trim().min(1).max(80).default('Your hospital'),
  /** Days, and times shown to people, are this zone's. */
  timeZone: timeZone.default('UTC'),
  /** From this age a parent's full access ends and the young person decides. */
  teenAge: z.coerce.number().int().min(8).max(17).default(13),
  adultAge: z.coerce.number().int().min(16).max(21).default(18),
  /** Findings of one person and patient make an alert when they score this much together, 0 to 100. */
  alertScore: z.coerce.number().int().min(1).max(100).default(40),
  /** Set by the demo; such a database is served on this machine only. */
  demo: z.coerce.number().int().min(0).max(1).default(0),
})
export type Settings = z.output<typeof settingsSchema>

export async function readSettings(db: Kysely<Tables>): Promise<Settings> {
  const rows = await db.selectFrom('setting').selectAll().execute()
  return settingsSchema.parse(Object.fromEntries(rows.map((row) => [row.name, row.value])))
}

/** @throws ZodError when a value breaks its rule; nothing is stored then. */
export async function saveSettings(
  db: Kysely<Tables>,
  given: Partial<Record<keyof Settings, string>>,
): Promise<void> {
  const current = await readSettings(db)
  const parsed = z.strictObject(settingsSchema.shape).parse({ ...current, ...given })
  for (const name of Object.keys(given) as (keyof Settings)[]) {
    const value = String(parsed[name])
    await db
      .insertInto('setting')
      .values({ name, value })
      .onConflict((oc) => oc.column('name').doUpdateSet({ value }))
      .execute()
  }
}

/** The hospital's calendar day of a moment, YYYY-MM-DD. */
export const hospitalDay = (at: Date, zone: string): string => dayWriter(zone)(at)

/** The same for many moments: making a formatter costs a thousand times what using it does. */
export function dayWriter(zone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return (at) => format.format(at)
}

/** Whole years between a birth date and a day, both YYYY-MM-DD. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}
