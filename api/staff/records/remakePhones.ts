import type { Desk } from '../../core/context.ts'
import { held } from '../../core/db/lock.ts'
import { type Trx, transact } from '../../core/db/transact.ts'
import { phoneKey } from '../../core/phone.ts'
import { readPolicy } from '../../core/policy.ts'

const atOnce = 100

/**
 * Makes the keys of staff members' own numbers anew where they were made by another home country, as those of patients are:
 * else nobody would be kin by a number any more. Each row says by which it was made, so that a job that was broken off goes on
 * and several nodes may do it at once. What was taken in before 2026-11-26 has a key alone, which stays until the
 * personnel records are imported again.
 * @returns how many were made anew
 */
export async function remakePhones(desk: Desk): Promise<number> {
  for (let done = 0; ; ) {
    const some = await transact(desk.db, (trx) => remakeSome(desk, trx))
    if (some === 0) return done
    done += some
  }
}

async function remakeSome(desk: Desk, trx: Trx): Promise<number> {
  const { homeCountry } = await readPolicy(trx)
  const rows = await held(
    desk.db,
    trx
      .selectFrom('staff_record')
      .select(['staff_id', 'phone'])
      .where('phone', 'is not', null)
      .where('phone_home', '!=', homeCountry)
      .orderBy('staff_id')
      .limit(atOnce),
  ).execute()
  for (const { staff_id, phone } of rows)
    await trx
      .updateTable('staff_record')
      .set({ phone_key: phoneKey(desk.keys.open(phone!), homeCountry) || null, phone_home: homeCountry })
      .where('staff_id', '=', staff_id)
      .execute()
  return rows.length
}
