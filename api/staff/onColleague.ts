import type { Target } from '../acts/act.ts'
import { notOwn } from '../acts/review.ts'
import { NotFound } from '../core/errors.ts'
import type { Missing } from '../core/problemBody.ts'
import { staffByEmail } from './queries.ts'
import { noColleague } from './words.ts'

type Colleague = { id: string }

/** A colleague who is named by the address they sign in with, where a register gets an entry about them. @param own says that one is it oneself */
export const onColleague = (own: Missing) =>
  ({
    async load(trx, _ctx, { email }) {
      const staff = await staffByEmail(trx, email)
      if (!staff) throw new NotFound(noColleague)
      return { id: staff.id }
    },
    about: ({ id }) => ({ object: { type: 'staff', id } }),
    guards: {
      notOwn: notOwn(
        ({ id }: Colleague) => id,
        () => [own],
      ),
    },
  }) satisfies Target<{ email: string }, Colleague>
