import type { GuardCall, Target } from '../../acts/act.ts'
import { held } from '../../core/db/lock.ts'
import { Conflict } from '../../core/errors.ts'
import type { RuleCode } from '../lists.ts'
import { ruleChanged } from '../words.ts'

interface Asked {
  rule: RuleCode
  version: number
}
interface Kept {
  rule: RuleCode
  /** 0 while the rule is as it came: then there is no row to hold. */
  version: number
}

/** A rule of unusual access, held where it was changed before. */
export const onRule = {
  async load(trx, ctx, { rule }) {
    const row = await held(
      ctx.desk.db,
      trx.selectFrom('privacy_rule').select('version').where('rule', '=', rule),
    ).executeTakeFirst()
    return { rule, version: row?.version ?? 0 }
  },
  about: ({ rule }) => ({ object: { type: 'privacy-rule', id: rule } }),
  guards: {
    /** The change is to what the officer saw. */
    version: ({ found, input }: GuardCall<Kept, Asked>, _wanted: true) =>
      input.version === found.version ? undefined : new Conflict(ruleChanged),
  },
} satisfies Target<Asked, Kept>
