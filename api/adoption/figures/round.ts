import { allows } from '../../core/access/permissions.ts'
import type { StaffCtx } from '../../core/context.ts'

/*
 * Small counts. Whoever may not see patients gets no true count at all: every count leaves the server as a multiple of
 * 11, rounded up or down by an amount that is secret, fixed for the cell, and unbiased (consistent random rounding, as
 * Statistics New Zealand does with base 3). So:
 *  - a shown 0 stands for 0 to 10 and a shown 11 for 1 to 21; no number from 1 to 10 is ever shown;
 *  - the same people counted again in the same cell give the same number, whatever was asked, so that asking more
 *    often or by another way tells nothing more;
 *  - a period is the sum of its months, each rounded by itself: subtracting one period from another leaves rounded
 *    months, never a count; and periods are whole months, so that no two differ by a day;
 *  - within a cell a larger count never shows as a smaller number, so that parts stay within their whole.
 * Suppression with complements was the other choice. Over any period against any segment it would have to know every
 * table ever shown, and it hides what rounding shows with a known error of at most 10.
 */
const base = 11
export const roundingVariance = (base * base - 1) / 12

/** How somebody sees counts. `month` is given for what happened in a month, and not for how many are so on a day. */
export interface Sight {
  exact: boolean
  see(cell: number, n: number, month?: number): number
}

export function sightOf(ctx: StaffCtx): Sight {
  if (allows(ctx.actor.role, 'patients.show')) return { exact: true, see: (_, n) => n }
  const secrets = new Map<number, Buffer>()
  const secret = (cell: number) => {
    let bytes = secrets.get(cell)
    if (!bytes) {
      bytes = Buffer.from(ctx.desk.keys.mac('adoption-rounding', String(cell)), 'base64url')
      secrets.set(cell, bytes)
    }
    return bytes
  }
  return {
    exact: false,
    see(cell, n, month) {
      if (n <= 0) return 0
      const bytes = secret(cell)
      const last = bytes.length - 1
      return base * Math.floor((n + (bytes[month === undefined ? last : month % last]! % base)) / base)
    },
  }
}
