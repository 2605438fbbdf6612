import { type Desk, systemCtx } from '../../core/context.ts'
import { isStorageFault } from '../../core/db/fault.ts'
import { newId } from '../../core/db/id.ts'
import { transact } from '../../core/db/transact.ts'
import { record } from '../record.ts'
import {
  asKept,
  type Bound,
  type BoundRow,
  type BoundSpan,
  beganName,
  bindingOf,
  boundAction,
  differing,
  eventsFor,
  started,
  unbound,
  withTold,
} from './bound.ts'
import { unlike } from './unlike.ts'

const monthOf = (at: string | undefined) => at?.slice(0, 'YYYY-MM'.length)

/**
 * Rows of a span as events say they were written: what no event tells of is left out, and what is gone is named, so that verification
 * finds both. What was there before anything was bound, by a clock that was ahead or by none, is taken as it is.
 */
async function asWritten(
  desk: Desk,
  bound: Extract<Bound, { once: unknown }>,
  span: BoundSpan,
): Promise<BoundRow[] | 'unsearched'> {
  if (span.after === started) return bound.once(desk.db.read, span)
  const { rows, untold, missing, unsearched } = await unlike(desk, bound, span)
  if (unsearched) return 'unsearched'
  return [...rows.filter(({ id }) => !untold.includes(id)), ...missing.map((id) => ({ id }))]
}

/** What acts changed of rows; of those that cannot be read as what they should be nothing, for verification to find. */
async function toldOf(
  ...[desk, bound, binding]: Parameters<typeof differing>
): Promise<string[] | 'unsearched'> {
  try {
    const { told, unsearched } = await differing(desk, bound, binding)
    return unsearched ? 'unsearched' : told
  } catch (error) {
    if (isStorageFault(error)) throw error
    return []
  }
}

/**
 * Binds what was written since the last time, and what acts changed; what changed with no act is left as it was bound, for
 * verification to find. While more waits to be sealed than is searched, nothing is bound: an act among it would count as none ever
 * after, and a row with none as one that has (2026-11-28). @returns whether there was anything to bind
 */
export async function bindRecords(desk: Desk): Promise<boolean> {
  const binding = await bindingOf(desk)
  const span = unbound(desk, binding)
  const { after, upTo } = span
  if (upTo <= after) return false
  // All of it anew with each month, since what is past its retention is purged from the log's beginning on.
  const whole = monthOf(binding.wholeAt) !== monthOf(upTo)
  const detail: Record<string, string | readonly string[]> = {}
  const begun: string[] = []
  for (const bound of desk.catalogue.bound) {
    if ('once' in bound) {
      // So it is where all that was bound says that it was later than now.
      const begins = bound.later && (after === started || eventsFor(bound, binding.events).length === 0)
      const rows = begins
        ? await bound.once(desk.db.read, { after: started, upTo })
        : await asWritten(desk, bound, span)
      if (rows === 'unsearched') return false
      if (begins) detail[beganName(bound.name)] = started
      if (begins || rows.length > 0) detail[`once ${bound.name}`] = asKept(desk, bound.name, rows)
      if (bound.later) begun.push(bound.name)
      continue
    }
    const told = await toldOf(desk, bound, binding)
    if (told === 'unsearched') return false
    const before = binding.kept.get(bound.name)
    // What was changed with no act stays as it was.
    if (whole) detail[`now ${bound.name}`] = [...withTold(before, told)].map(([id, hash]) => `${id} ${hash}`)
    else if (told.length > 0 || !before) detail[`now ${bound.name}`] = told
  }
  if (Object.keys(detail).length === 0) return false
  await transact(desk.db, (trx) =>
    record(trx, systemCtx(desk, 'audit-bind', newId()), boundAction, {
      detail: { ...span, ...(whole && { whole, begun }), ...detail },
    }),
  )
  return true
}
