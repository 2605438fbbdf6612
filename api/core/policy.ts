import type { Kysely } from 'kysely'
import { z } from 'zod'
import { held } from './db/lock.ts'
import type { Db } from './db/open.ts'
import { prepared } from './db/prepared.ts'
import type { Tables } from './db/tables.ts'
import type { Trx } from './db/transact.ts'
import { hospital } from './hospital.ts'
import { rule, type Words } from './words.ts'

/**
 * What the hospital decides, each number once: every limit, lifetime, service level and retention that a hospital or an
 * auditor asks about. Each stands in the `policy.ts` of the room it is about. Changed by an audited act.
 */
export interface PolicyNumber {
  usual: number
  least: number
  most: number
  unit: 'seconds' | 'minutes' | 'hours' | 'days' | 'years' | 'times' | 'score' | 'characters' | 'level'
  /** The part of the house it is about, for the page that shows it. */
  about: string
  meaning: Words
  /** What the usual value rests on. */
  source?: string | Words
  /** The watch over access goes by it: two privacy officers change it, on the page of its rules, and nobody alone. */
  two?: true
  /** Another number that it has to stay under, by so many: each bounds the other, whichever is changed. */
  under?: { name: string; row: PolicyNumber; by: number }
}
export type PolicyRows = Readonly<Record<string, PolicyNumber>>

/** Declares a room's numbers; `room.ts` lists them, and from there they can be set and are shown. */
export const policyRows = <R extends Record<string, Omit<PolicyNumber, 'about'>>>(about: string, rows: R) =>
  Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, { ...row, about }])) as {
    readonly [K in keyof R]: PolicyNumber
  }

/** What a room reads of the policy: whose house it is, and its own numbers. */
export type PolicyOf<R extends PolicyRows> = z.output<typeof hospital> & { [K in keyof R]: number }

/** Whose numbers are medical record numbers; nothing while the hospital names none. */
export const mrnIssuersOf = ({
  mrnIssuers,
}: Pick<z.output<typeof hospital>, 'mrnIssuers'>): string[] | undefined =>
  mrnIssuers === 'any' ? undefined : systemsIn(mrnIssuers)

/** The systems that a setting names, as they are compared. */
export const systemsIn = (systems: string): string[] =>
  systems.split(/\s+/).map((system) => system.replace(/\/+$/, ''))

const numberRule = ({ usual, least, most }: PolicyNumber) =>
  z.coerce
    .number(rule('must be a number', 'debe ser un número'))
    .int(rule('must be a whole number', 'debe ser un número entero'))
    .min(least, rule(`must be at least ${least}`, `debe ser como mínimo ${least}`))
    .max(most, rule(`must be at most ${most}`, `debe ser como máximo ${most}`))
    .default(usual)

/** What a setting has to be, by its name; of a name that is none, nothing. */
export function settingRule(rows: PolicyRows, name: string): z.ZodType<string | number> | undefined {
  if (Object.hasOwn(hospital.shape, name)) return hospital.shape[name as keyof typeof hospital.shape]
  return Object.hasOwn(rows, name) ? numberRule(rows[name]!) : undefined
}

const settingRows = prepared((db) => db.selectFrom('setting').select(['name', 'value']), 'kept')

interface Stored {
  rows: { name: string; value: string }[]
  /** The same as text, to be compared. */
  text: string
}

async function readStored(db: Kysely<Tables>): Promise<Stored> {
  const rows = await settingRows(db, {})
  return { rows, text: JSON.stringify(rows) }
}

/** What was set, as transactions under way read it: an act that asks for several numbers reads them once, and all alike. */
const readWithin = new WeakMap<Kysely<Tables>, Promise<Stored>>()

function storedIn(db: Kysely<Tables>): Promise<Stored> {
  if (!db.isTransaction) return readStored(db)
  let stored = readWithin.get(db)
  if (!stored) {
    stored = readStored(db)
    readWithin.set(db, stored)
  }
  return stored
}

/** A setting whose stored value breaks its rule: an older release allowed it, or somebody wrote it beside the application. */
export interface BrokenSetting {
  name: string
  stored: string
  /** What is in force instead. */
  value: string | number
}

/**
 * What stands for a value that breaks its rule: of a whole number its nearest bound, which is nearest to what was meant, of
 * all else the usual value. The house opens, and the setting can be set; it is shown and logged that it must be (2026-11-26).
 */
function insteadOf(rows: PolicyRows, name: string, stored: string): string | number {
  // A demo is served to nobody else, also where it says so badly.
  if (name === 'demo') return 1
  const row = rows[name]
  if (!row) return hospital.shape[name as keyof typeof hospital.shape].parse(undefined)
  return /^\s*[+-]?\d+\s*$/.test(stored) ? Math.min(row.most, Math.max(row.least, Number(stored))) : row.usual
}

/** The most that a number may be under another one that was stored meanwhile, or was there before their rule. */
function mostUnder(rows: PolicyRows, name: string, stored: ReadonlyMap<string, string>): number {
  const under = rows[name]?.under
  if (!under) return Number.POSITIVE_INFINITY
  const given = stored.get(under.name)
  const other = numberRule(under.row).safeParse(given)
  return (
    Number(other.success ? other.data : insteadOf({ [under.name]: under.row }, under.name, given!)) - under.by
  )
}

interface Parsed {
  text: string
  policy: Record<string, string | number>
  broken: BrokenSetting[]
}
/** Checking each value each time would cost more than the query. */
const parsed = new WeakMap<PolicyRows, Parsed>()

async function parsedIn(db: Kysely<Tables>, rows: PolicyRows): Promise<Parsed> {
  const { text, rows: given } = await storedIn(db)
  const before = parsed.get(rows)
  if (before?.text === text) return before
  const stored = new Map(given.map(({ name, value }) => [name, value]))
  const now: Parsed = { text, policy: {}, broken: [] }
  for (const name of [...Object.keys(hospital.shape), ...Object.keys(rows)]) {
    const { success, data } = settingRule(rows, name)!.safeParse(stored.get(name))
    const value = success ? data : insteadOf(rows, name, stored.get(name)!)
    const most = mostUnder(rows, name, stored)
    now.policy[name] = typeof value === 'number' ? Math.min(value, most) : value
    if (!success || now.policy[name] !== value)
      now.broken.push({ name, stored: stored.get(name) ?? String(value), value: now.policy[name]! })
  }
  parsed.set(rows, now)
  return now
}

const none: PolicyRows = {}

/** What is in force now: what was set, and the usual value of all else. A stored value that breaks its rule stops nobody. */
export async function readPolicy<R extends PolicyRows = Record<never, never>>(
  db: Kysely<Tables>,
  rows = none as R,
): Promise<PolicyOf<R>> {
  return (await parsedIn(db, rows)).policy as PolicyOf<R>
}

/** What was set to another value than the usual one. */
export async function changedSettings(
  db: Kysely<Tables>,
  rows: PolicyRows,
): Promise<{ id: string; value: string }[]> {
  const { rows: stored } = await readStored(db)
  const usual = (name: string) => settingRule(rows, name)?.parse(undefined)
  return stored
    .filter(({ name, value }) => String(usual(name)) !== value)
    .map(({ name, value }) => ({ id: name, value }))
}

/** What is stored and breaks its rule. */
export const brokenSettings = async (db: Kysely<Tables>, rows: PolicyRows): Promise<BrokenSetting[]> =>
  (await parsedIn(db, rows)).broken

/**
 * Holds one setting until the transaction ends.
 * @returns what is in force then, and whether that is what is stored
 * @throws TypeError for a name that is none
 */
export async function holdSetting(
  trx: Trx,
  db: Db,
  rows: PolicyRows,
  name: string,
): Promise<{ value: string | number; broken: boolean }> {
  const now = async () => {
    const { policy, broken } = await parsedIn(trx, rows)
    return { value: policy[name]!, broken: broken.some((one) => one.name === name) }
  }
  // A row that was never set cannot be held; so it is made, with the value in force.
  await trx
    .insertInto('setting')
    .values({ name, value: String((await now()).value) })
    .onConflict((oc) => oc.doNothing())
    .execute()
  await held(db, trx.selectFrom('setting').select('name').where('name', '=', name)).execute()
  readWithin.delete(trx)
  return now()
}

/** @throws ZodError when a value breaks its rule, Error when a name is none; nothing is stored then. */
export async function savePolicy<R extends PolicyRows = Record<never, never>>(
  db: Kysely<Tables>,
  given: Partial<Record<keyof PolicyOf<R>, string | number>>,
  rows = none as R,
): Promise<void> {
  const settings = Object.entries(given).map(([name, value]) => {
    const known = settingRule(rows, name)
    if (!known) throw new Error(`${name} is no setting`)
    return { name, value: String(known.parse(value)) }
  })
  for (const { name, value } of settings)
    await db
      .insertInto('setting')
      .values({ name, value })
      .onConflict((oc) => oc.column('name').doUpdateSet({ value }))
      .execute()
  readWithin.delete(db)
}
