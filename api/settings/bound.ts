import { type Bound, named } from '../audit/seal/bound.ts'
import { changedSettings } from '../core/policy.ts'

/** What the hospital decided, without what the watch over access goes by, which has acts of its own. */
export const settingsBound: readonly Bound[] = [
  {
    name: 'policy',
    async now({ db, catalogue: { policy } }) {
      const changed = await changedSettings(db.read, policy)
      return changed.filter(({ id }) => id !== 'demo' && !policy[id]?.two)
    },
    acts: ['settings.changed'],
    // What is set back to the usual value is gone from what was changed.
    tells: (event, row) =>
      named(event, row) && (row.value === undefined || String(event.detail?.to) === row.value),
  },
]
