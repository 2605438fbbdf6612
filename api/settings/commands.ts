import { runAct } from '../acts/run.ts'
import { type Commands, need } from '../core/command.ts'
import { Invalid } from '../core/errors.ts'
import { brokenSettings, readPolicy } from '../core/policy.ts'
import { changeSetting } from './changeSetting.ts'
import { changeReasons } from './lists.ts'

type Reason = (typeof changeReasons)[number]

export const settingsUsage = `  settings show
  settings set --name N --value V         N is one of those that settings show shows
               [--reason ${changeReasons.join('|')}]
`

export const settingsCommands: Commands = {
  async 'settings show'(ctx) {
    const rows = ctx.desk.catalogue.policy
    const policy = await readPolicy(ctx.desk.db.read, rows)
    const broken = await brokenSettings(ctx.desk.db.read, rows)
    const lines = Object.entries(policy).map(([name, value]) => {
      const stored = broken.find((one) => one.name === name)?.stored
      return `${name} = ${value}${stored === undefined ? '' : ` (stored is ${JSON.stringify(stored)}, which is not allowed: set it)`}`
    })
    return { json: broken.length > 0 ? { ...policy, broken } : policy, text: lines.join('\n') }
  },
  async 'settings set'(ctx, values) {
    const name = need(values, 'name')
    // Who sets it at the command line operates the server; what else they had in mind they may say.
    const reason = (values.reason ?? 'operation') as Reason
    if (!changeReasons.includes(reason))
      throw new Invalid({
        '--reason': {
          en: `must be one of ${changeReasons.join(', ')}`,
          es: `debe ser uno de: ${changeReasons.join(', ')}`,
        },
      })
    const { reply } = await runAct(changeSetting, ctx, { name, value: need(values, 'value'), reason })
    return {
      json: await readPolicy(ctx.desk.db.read, ctx.desk.catalogue.policy),
      text: `${name} = ${reply.value}`,
    }
  },
}
