import type { GuardCall, Target } from '../../acts/act.ts'
import { held } from '../../core/db/lock.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import type { DisclosureRow } from '../tables.ts'
import { noDisclosure, withdrawnAlready } from '../words.ts'

type Asked = { id: string }

/** An entry of the register. */
export const onDisclosure = {
  async load(trx, ctx, { id }) {
    const row = await held(
      ctx.desk.db,
      trx.selectFrom('disclosure').selectAll().where('id', '=', id),
    ).executeTakeFirst()
    if (!row) throw new NotFound(noDisclosure)
    return row
  },
  about: (row) => ({ patientIds: [row.patient_id], object: { type: 'disclosure', id: row.id } }),
  guards: {
    standing: ({ found }: GuardCall<DisclosureRow, Asked>, _wanted: true) =>
      found.withdrawn_at === null ? undefined : new Conflict(withdrawnAlready),
  },
} satisfies Target<Asked, DisclosureRow>
