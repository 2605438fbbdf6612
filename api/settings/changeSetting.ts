import { act, type GuardCall, type Target } from '../acts/act.ts'
import { Invalid } from '../core/errors.ts'
import { issueWords } from '../core/http/schema.ts'
import { holdSetting, policySchema, readPolicy, savePolicy } from '../core/policy.ts'
import type { SettingName } from './schema.ts'
import * as schema from './schema.ts'
import { unchanged } from './words.ts'

interface Asked {
  name: SettingName
  value: string | number
}
interface Setting {
  name: SettingName
  /** What is in force now, as the policy has it. */
  from: string | number
}
type Call = GuardCall<Setting, Asked>

const read = ({ name, value }: Asked) => policySchema.shape[name].safeParse(value)

/** One setting, held: of two changes at once the second sees what the first made. */
const onSetting = {
  async load(trx, ctx, { name }) {
    return { name, from: (await holdSetting(trx, ctx.desk.db, name))[name] }
  },
  about: ({ name }) => ({ object: { type: 'setting', id: name } }),
  guards: {
    /** The value is of its kind and within its bounds. */
    bounds: ({ input }: Call, _wanted: true) => {
      const { error } = read(input)
      return error ? new Invalid({ value: issueWords(error.issues[0]!) }) : undefined
    },
    changes: ({ found, input }: Call, _wanted: true) =>
      read(input).data === found.from ? new Invalid({ value: unchanged }) : undefined,
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
  guards: { bounds: true, changes: true },
  async do(trx, _ctx, { name, from }, { value, reason }) {
    await savePolicy(trx, { [name]: value })
    const to = (await readPolicy(trx))[name]
    return {
      reply: { name, value: to },
      about: { purpose: reason },
      fields: [name],
      detail: { from, to },
    }
  },
})
