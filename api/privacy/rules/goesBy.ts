import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { readPolicy, savePolicy } from '../../core/policy.ts'
import { fill, type Words } from '../../core/words.ts'
import { type RuleCode, type RuleOrWatch, ruleCodes } from '../lists.ts'
import { type Rule, rules } from '../monitor/catalog.ts'
import { readRules } from '../monitor/ruleSettings.ts'
import { privacyPolicy } from '../policy.ts'
import { mustStayOn, noSuchNumber, outOfBounds, ruleChanged } from '../words.ts'

/** Numbers by their names: the usual one, the least and the most. */
export type Bounds = Readonly<Record<string, readonly [usual: number, least: number, most: number]>>

/** What a rule, or the watch as a whole, goes by. */
export interface GoesBy {
  enabled: boolean
  thresholds: Readonly<Record<string, number>>
}

/** What the watch as a whole goes by is kept with the policy, and changed here alone: see `two` in core/policy.ts. */
const watchNumbers = Object.entries(privacyPolicy).filter(([, row]) => row.two)

/** What a person reported, or opened against the usual permission, and what was done to the log, is always told; so is the watch as a whole. */
export const staysOn: readonly RuleOrWatch[] = [
  'break-glass',
  'glass-for-kin',
  'reported-not-me',
  'log-altered',
  'watch',
]

export const isRule = (name: RuleOrWatch): name is RuleCode => (ruleCodes as readonly string[]).includes(name)

export const boundsFor = (name: RuleOrWatch): Bounds =>
  isRule(name)
    ? (rules[name] as Rule).thresholds
    : Object.fromEntries(
        watchNumbers.map(([number, { usual, least, most }]) => [number, [usual, least, most]]),
      )

/** What each rule goes by now, and the watch as a whole. */
export async function readGoesBy(db: Kysely<Tables>): Promise<Record<RuleOrWatch, GoesBy>> {
  const policy = await readPolicy(db, privacyPolicy)
  const numbers = watchNumbers.map(([number]) => [number, policy[number as keyof typeof privacyPolicy]])
  return { ...(await readRules(db)), watch: { enabled: true, thresholds: Object.fromEntries(numbers) } }
}

/** What is asked for with every number: one that is not given is the usual one again. */
export function completed(name: RuleOrWatch, { enabled, thresholds }: GoesBy): GoesBy {
  const usual = Object.entries(boundsFor(name)).map(([number, [value]]) => [number, value])
  return { enabled, thresholds: { ...Object.fromEntries(usual), ...thresholds } }
}

/** @throws Invalid for a number that there is not or that is out of bounds, and where what stays on is turned off */
export function requireAllowed(name: RuleOrWatch, { enabled, thresholds }: GoesBy): void {
  const known = boundsFor(name)
  const errors: Record<string, Words> = {}
  for (const [number, value] of Object.entries(thresholds)) {
    if (!Object.hasOwn(known, number)) {
      errors[`thresholds.${number}`] = noSuchNumber
      continue
    }
    const [, least, most] = known[number]!
    if (value < least || value > most) errors[`thresholds.${number}`] = fill(outOfBounds, { least, most })
  }
  if (!enabled && staysOn.includes(name)) errors.enabled = mustStayOn
  if (Object.keys(errors).length) throw new Invalid(errors)
}

/** What was in force before a change, and what was asked for. */
export const beforeOf = ({ before }: Tables['privacy_rule_change']): GoesBy => JSON.parse(before)
export const afterOf = ({ enabled, thresholds }: Tables['privacy_rule_change']): GoesBy => ({
  enabled: enabled === 1,
  thresholds: JSON.parse(thresholds),
})

const said = ({ enabled, thresholds }: GoesBy): string[] =>
  Object.entries({ enabled, ...thresholds }).map(([name, value]) => `${name}=${value}`)

/** What differs between two states as the log says it: `enabled=true`, `score=70`. */
export function difference(before: GoesBy, after: GoesBy) {
  const [from, to] = [said(before), said(after)]
  const changed = to.filter((one) => !from.includes(one))
  return {
    fields: changed.map((one) => one.split('=')[0]!),
    detail: { from: from.filter((one) => !to.includes(one)), to: changed },
  }
}

/**
 * Puts in force what a rule goes by; days scored from then on go by it.
 * @throws Conflict when somebody made the first change of a rule at the same moment: there was no row to hold
 */
export async function putInForce(
  trx: Trx,
  name: RuleOrWatch,
  { enabled, thresholds }: GoesBy,
  by: Pick<Tables['privacy_rule'], 'reason' | 'changed_by' | 'changed_at' | 'confirmed_by' | 'version'>,
): Promise<void> {
  const row = {
    enabled: enabled ? 1 : 0,
    thresholds: isRule(name) ? JSON.stringify(thresholds) : '{}',
    ...by,
  }
  if (!isRule(name)) await savePolicy(trx, thresholds, privacyPolicy)
  if (row.version > 1) {
    await trx.updateTable('privacy_rule').set(row).where('rule', '=', name).execute()
    return
  }
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('privacy_rule')
    .values({ rule: name, ...row })
    .onConflict((oc) => oc.column('rule').doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) throw new Conflict(ruleChanged)
}
