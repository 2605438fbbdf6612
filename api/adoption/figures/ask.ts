import { allows } from '../../core/access/permissions.ts'
import { draw } from '../../core/access/throttle.ts'
import { hospitalDay, minutesOfADay } from '../../core/calendar.ts'
import type { StaffCtx } from '../../core/context.ts'
import { transact } from '../../core/db/transact.ts'
import { Forbidden, Invalid, TooMany } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { fill } from '../../core/words.ts'
import { type Dimension, dimensions, longestMonths, places } from '../lists.ts'
import { adoptionPolicy } from '../policy.ts'
import { dayNumber, dayText, lastDay, monthNumber, monthOf, monthText } from '../rollup/calendar.ts'
import { type Segment, segmentOfKey } from '../rollup/cells.ts'
import {
  askedEnough,
  endsBeforeItBegins,
  inTheFuture,
  mayCompare,
  notASegment,
  tooEarly,
  tooLong,
  totalsOnly,
} from '../words.ts'
import { publishedDay } from './queries.ts'
import { lastOver, type Sight, sightOf } from './sight.ts'

/** A period of whole months; of the one we are in, up to today. */
export interface Period {
  from: number
  to: number
  /** Its last day, or today. */
  asOf: number
}

/** What somebody asks of the figures, checked. */
export interface Question {
  sight: Sight
  segment: Segment
  period: Period
  against?: Period
  today: number
  /** The last day that is over. */
  over: number
}

export interface GivenQuestion {
  from?: string | undefined
  to?: string | undefined
  against?: string | undefined
  segment?: string | undefined
  /** What groups are compared by. */
  by?: string | undefined
}

const usualMonths = 12
/** No portal, and hardly a patient on record, is older: what is asked of an earlier month is a slip. */
const earliest = monthNumber('1900-01')

/** @throws Invalid, naming the field; Forbidden where the role sees totals only. */
export async function ask(ctx: StaffCtx, given: GivenQuestion): Promise<Question> {
  const { timeZone } = await readPolicy(ctx.desk.db.read)
  const calendar = dayNumber(hospitalDay(ctx.now(), timeZone))
  const sight = sightOf(ctx.actor.role)
  const today = sight.exact ? calendar : ((await publishedDay(ctx.desk.db.read)) ?? calendar - 1)
  const present = monthOf(calendar)
  const seen = monthOf(today)
  // In the first days of a month those who see a copy see the month before.
  const asked = (month: number) => (month > seen && month <= present ? seen : month)
  const to = given.to === undefined ? seen : asked(monthNumber(given.to))
  const from =
    given.from === undefined ? Math.max(to - usualMonths + 1, earliest) : asked(monthNumber(given.from))
  const period = periodOf(from, to, today, 'from')
  const segment = readSegment(given.segment ?? '')
  const ofParts = given.by !== undefined || Object.keys(segment).length > 0
  if (ofParts && !allows(ctx.actor.role, 'adoption.compare')) throw new Forbidden(totalsOnly, [mayCompare])
  if (!sight.exact && ofParts) await spendQuestion(ctx)
  return {
    sight,
    segment,
    period,
    today,
    over: lastOver(sight, today),
    ...(given.against !== undefined && {
      against: periodOf(
        monthNumber(given.against),
        monthNumber(given.against) + (period.to - period.from),
        today,
        'against',
      ),
    }),
  }
}

/** Takes one from the day's budget for questions about groups. @throws TooMany */
async function spendQuestion(ctx: StaffCtx): Promise<void> {
  const { db } = ctx.desk
  const { groupQuestionsADay: most } = await readPolicy(db.read, adoptionPolicy)
  const budget = { key: `adoption-groups:${ctx.actor.id}`, most, minutes: minutesOfADay }
  const waitMs = await transact(db, (trx) => draw(trx, ctx, budget, 1))
  if (waitMs > 0) throw new TooMany(askedEnough, waitMs / 1000)
}

/** A period that can be answered. @throws Invalid, naming the field it was made of */
export function periodOf(from: number, to: number, today: number, field: string): Period {
  if (from > to) throw new Invalid({ [field]: endsBeforeItBegins })
  if (to - from >= longestMonths) throw new Invalid({ [field]: fill(tooLong, { months: longestMonths }) })
  if (from < earliest) throw new Invalid({ [field]: fill(tooEarly, { month: monthText(earliest) }) })
  if (to > monthNumber(dayText(today))) throw new Invalid({ [field]: inTheFuture })
  return { from, to, asOf: Math.min(lastDay(to), today) }
}

/** `clinic=…`, `provider=…`, one trait, or a clinic and one trait: the cells that are kept. */
function readSegment(text: string): Segment {
  const pairs = [...new URLSearchParams(text)]
  const segment = segmentOfKey(text)
  const dims = Object.keys(segment) as Dimension[]
  const place = dims.filter((dim) => (places as readonly string[]).includes(dim))
  if (
    pairs.length !== dims.length ||
    dims.some((dim) => !dimensions.includes(dim)) ||
    place.length > 1 ||
    dims.length - place.length > 1 ||
    (dims.length === 2 && place[0] !== 'clinic')
  )
    throw new Invalid({ segment: notASegment })
  return segment
}

export const presentPeriod = ({ from, to, asOf }: Period) => ({
  from: monthText(from),
  to: monthText(to),
  asOf: dayText(asOf),
})
