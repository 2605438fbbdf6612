import { act, type GuardCall, type Target } from '../acts/act.ts'
import type { Ctx } from '../core/context.ts'
import { Invalid } from '../core/errors.ts'
import { issueWords } from '../core/http/schema.ts'
import { holdSetting, readPolicy, savePolicy, settingRule } from '../core/policy.ts'
import { boundsOf, relativesOf } from '../core/policyBounds.ts'
import { fill, type Said } from '../core/words.ts'
import * as schema from './schema.ts'
import { atLeastBeside, atMostBeside, changedByTwo, noSetting, unchanged } from './words.ts'

interface Asked {
  name: string
  value: string | number
}
interface Setting {
  name: string
  /** What is in force now, as the policy has it. */
  from: string | number
  /** What is stored is something else, which breaks its rule. */
  broken: boolean
}
type Call = GuardCall<Setting, Asked>

/** Whether a database holds a demo is no setting. */
const ruleOf = ({ desk }: Ctx, name: string) =>
  name === 'demo' ? undefined : settingRule(desk.catalogue.policy, name)
const read = ({ ctx, input }: Call) => ruleOf(ctx, input.name)!.safeParse(input.value)

/** A rule with the bound, and the meaning of the number that makes it. */
const beside = (words: Said, { least, most, keeps }: Required<ReturnType<typeof boundsOf>>): Said => ({
  code: words.code,
  en: fill(words, { least, most, keeps: keeps.meaning.en }).en,
  es: fill(words, { least, most, keeps: keeps.meaning.es }).es,
})

/** One setting, held: of two changes at once the second sees what the first made. */
const onSetting = {
  async load(trx, ctx, { name }) {
    if (!ruleOf(ctx, name)) throw new Invalid({ name: noSetting })
    const rows = ctx.desk.catalogue.policy
    if (rows[name]?.two) throw new Invalid({ name: changedByTwo })
    // With those that bound it, in one order: two that are changed at once would each fit beside what the other was.
    for (const each of [name, ...relativesOf(rows, name)].sort())
      await holdSetting(trx, ctx.desk.db, rows, each)
    const { value, broken } = await holdSetting(trx, ctx.desk.db, rows, name)
    return { name, from: value, broken }
  },
  about: ({ name }) => ({ object: { type: 'setting', id: name } }),
  guards: {
    /** The value is of its kind and within its bounds. */
    bounds: (call: Call, _wanted: true) => {
      const { error } = read(call)
      return error ? new Invalid({ value: issueWords(error.issues[0]!) }) : undefined
    },
    /** A number that another one bounds fits beside it. */
    beside: async (call: Call, _wanted: true) => {
      const rows = call.ctx.desk.catalogue.policy
      if (!rows[call.input.name]) return undefined
      const { least, most, keeps } = boundsOf(rows, call.input.name, await readPolicy(call.trx, rows))
      const value = Number(read(call).data)
      const words = value < least ? atLeastBeside : value > most ? atMostBeside : undefined
      return words && keeps ? new Invalid({ value: beside(words, { least, most, keeps }) }) : undefined
    },
    changes: (call: Call, _wanted: true) =>
      read(call).data === call.found.from && !call.found.broken
        ? new Invalid({ value: unchanged })
        : undefined,
  },
} satisfies Target<Asked, Setting>

/**
 * Changes what the hospital decides. Old and new value stand in the log: they are no patient's, and the next question
 * after “who changed it” is “from what”. Why is a code from a list, as for all that leaves the house (2026-11-25).
 */
export const changeSetting = act({
  name: 'settings.changed',
  letter: 'U',
  words: { en: 'Changed a setting', es: 'Cambió un ajuste' },
  watch: 'nothing',
  verb: { en: 'Change a setting', es: 'Cambiar un ajuste' },
  tag: 'Settings',
  at: 'PUT /api/policy/{name}',
  needs: 'settings.manage',
  fresh: true,
  params: schema.settingParam,
  body: schema.settingGiven,
  reply: schema.settingChanged,
  on: onSetting,
  guards: { bounds: true, beside: true, changes: true },
  async do(trx, { desk }, { name, from }, { value, reason }) {
    const rows = desk.catalogue.policy
    await savePolicy(trx, { [name]: value }, rows)
    const to = (await readPolicy(trx, rows))[name]!
    return {
      reply: { name, value: to },
      about: { purpose: reason },
      fields: [name],
      detail: { from, to },
    }
  },
})
