import type { Kysely } from 'kysely'
import { z } from 'zod'
import { held } from './db/lock.ts'
import type { Db } from './db/open.ts'
import { prepared } from './db/prepared.ts'
import type { Tables } from './db/tables.ts'
import type { Trx } from './db/transact.ts'
import { type PolicyName, policyNumbers } from './policyNumbers.ts'
import { rule } from './words.ts'

const timeZone = z.string().refine(
  (zone) => {
    try {
      return !!new Intl.DateTimeFormat('en', { timeZone: zone })
    } catch {
      return false
    }
  },
  rule(
    'must be a time zone name such as America/New_York',
    'debe ser una zona horaria como America/New_York',
  ),
)

const numbers = Object.fromEntries(
  Object.entries(policyNumbers).map(([name, { usual, least, most }]) => [
    name,
    z.coerce
      .number(rule('must be a number', 'debe ser un número'))
      .int(rule('must be a whole number', 'debe ser un número entero'))
      .min(least, rule(`must be at least ${least}`, `debe ser como mínimo ${least}`))
      .max(most, rule(`must be at most ${most}`, `debe ser como máximo ${most}`))
      .default(usual),
  ]),
) as unknown as Record<PolicyName, z.ZodDefault<z.ZodCoercedNumber>>

export const policySchema = z.object({
  hospitalName: z.string().trim().min(1).max(80).default('Your hospital'),
  /** Days, and times shown to people, are this zone's. */
  timeZone: timeZone.default('UTC'),
  /** Set by the demo; such a database is served on this machine only. */
  demo: z.coerce.number().int().min(0).max(1).default(0),
  /**
   * The systems whose numbers are medical record numbers, the one people know first, with spaces between; `any` takes what a
   * feed types as one. What no hospital issues, such as social security numbers, never is (2026-11-26).
   */
  mrnIssuers: z
    .string()
    .trim()
    .max(2000)
    .refine(
      (systems) =>
        systems === 'any' || systems.split(/\s+/).every((system) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(system)),
      rule(
        'must be “any”, or systems as FHIR writes them (urn:oid:… or https://…) with spaces between',
        'debe ser «any», o sistemas como los escribe FHIR (urn:oid:… o https://…) separados por espacios',
      ),
    )
    .default('any'),
  ...numbers,
})
export type Policy = z.output<typeof policySchema>

/** Whose numbers are medical record numbers; nothing while the hospital names none. */
export const mrnIssuersOf = ({ mrnIssuers }: Pick<Policy, 'mrnIssuers'>): string[] | undefined =>
  mrnIssuers === 'any' ? undefined : mrnIssuers.split(/\s+/).map((system) => system.replace(/\/+$/, ''))

const settingRows = prepared((db) => db.selectFrom('setting').selectAll())

let last: { stored: string; policy: Policy } | undefined

/** What is in force now: what was set, and the usual value of all else. */
export async function readPolicy(db: Kysely<Tables>): Promise<Policy> {
  const rows = await settingRows(db, {})
  const stored = JSON.stringify(rows)
  // Reading is one small query; checking forty values each time would cost more than it.
  if (last?.stored !== stored)
    last = {
      stored,
      policy: policySchema.parse(Object.fromEntries(rows.map((row) => [row.name, row.value]))),
    }
  return last.policy
}

/** Holds one setting until the transaction ends. @returns what is in force then */
export async function holdSetting(trx: Trx, db: Db, name: keyof Policy): Promise<Policy> {
  const usual = (await readPolicy(trx))[name]
  // A row that was never set cannot be held; so it is made, with the value in force.
  await trx
    .insertInto('setting')
    .values({ name, value: String(usual) })
    .onConflict((oc) => oc.doNothing())
    .execute()
  await held(db, trx.selectFrom('setting').select('name').where('name', '=', name)).execute()
  return readPolicy(trx)
}

/** @throws ZodError when a value breaks its rule or a name is none; nothing is stored then. */
export async function savePolicy(
  db: Kysely<Tables>,
  given: Partial<Record<keyof Policy, string | number>>,
): Promise<void> {
  const parsed = z.strictObject(policySchema.shape).parse({ ...(await readPolicy(db)), ...given })
  for (const name of Object.keys(given) as (keyof Policy)[]) {
    const value = String(parsed[name])
    await db
      .insertInto('setting')
      .values({ name, value })
      .onConflict((oc) => oc.column('name').doUpdateSet({ value }))
      .execute()
  }
}
