import type { GuardCall, Target } from '../../acts/act.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { fill } from '../../core/words.ts'
import { onMyself } from '../account/target.ts'
import { staffPolicy } from '../policy.ts'
import type { StaffPasskeyRow, StaffRow } from '../tables.ts'
import { lastFactor, noPasskeyOfThatId, passkeysFull } from '../words.ts'
import { passkeysOf } from './queries.ts'

interface Mine {
  staff: StaffRow
  passkeys: StaffPasskeyRow[]
}
interface One extends Mine {
  passkey: StaffPasskeyRow
}

/** One's own passkeys; held by one's own row, which everything that changes them holds. */
export const onMyPasskeys = {
  async load(trx, ctx) {
    const staff = await onMyself.load(trx, ctx)
    return { staff, passkeys: await passkeysOf(trx, staff.id).execute() }
  },
  about: ({ staff }) => onMyself.about(staff),
  guards: {
    /** Nobody collects them. */
    fewEnough: async ({ trx, found }: GuardCall<Mine, unknown>, _wanted: true) => {
      const { passkeysEach } = await readPolicy(trx, staffPolicy)
      return found.passkeys.length < passkeysEach
        ? undefined
        : new Conflict(fill(passkeysFull, { most: passkeysEach }))
    },
  },
} satisfies Target<unknown, Mine>

/** One of one's own passkeys; nobody learns whether others have one of that id. */
export const onMyPasskey = {
  async load(trx, ctx, { id }) {
    const mine = await onMyPasskeys.load(trx, ctx)
    const passkey = mine.passkeys.find((one) => one.id === id)
    if (!passkey) throw new NotFound(noPasskeyOfThatId)
    return { ...mine, passkey }
  },
  about: ({ staff }: One) => onMyself.about(staff),
  guards: {
    /** Somebody who has no authenticator app keeps one: recovery codes run out. */
    notLast: ({ found: { staff, passkeys } }: GuardCall<One, { id: string }>, _wanted: true) =>
      staff.totp_secret === null && passkeys.length === 1 ? new Conflict(lastFactor) : undefined,
  },
} satisfies Target<{ id: string }, One>
