import { readHead } from '../../audit/seal/head.ts'
import { leavesBetween, linesOf, manifestOf, type Span } from '../../audit/seal/manifest.ts'
import { waitingEvents } from '../../audit/seal/queries.ts'
import type { Search } from '../../audit/search/filter.ts'
import { indexable } from '../../audit/search/keys.ts'
import { withholdsNothing } from '../../audit/search/withheld.ts'
import type { Desk } from '../../core/context.ts'
import { openScan } from '../../core/db/scan.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'

/**
 * Whether a search asks for a period of the whole log and nothing else: only then can it be shown that nothing is left out. From whom
 * something is withheld, it is; another officer fetches the whole.
 */
export const isPeriod = ({ filter, onlyCases, withheld }: Search) =>
  !onlyCases &&
  withholdsNothing(withheld) &&
  Object.keys(filter).every((name) => name === 'from' || name === 'to')

export interface Lines {
  text: string
  rows: number
  percent: number
}

/**
 * The sealed events of a period in the order of the log, a line of canonical bytes each, and the manifest as the last line. It
 * ends before the oldest event that waits to be sealed: what is said of the period holds for all of it.
 */
export async function* sealedPeriod(
  desk: Desk,
  asked: { from?: string; to: string },
  atOnce: number,
): AsyncGenerator<Lines> {
  const { db, config } = desk
  const head = await readHead(db.read)
  if (!head) return
  const span = await settled(desk, asked)
  const range = await leavesBetween(db, span, head.size)
  if (!range) return
  const scan = await openScan(config.databaseUrl)
  try {
    for (let start = range.first; start < range.end; start += atOnce) {
      const end = Math.min(start + atOnce, range.end)
      const lines = await linesOf(scan, start, end)
      const percent = Math.round(((end - range.first) / (range.end - range.first)) * 100)
      yield { text: `${lines.join('\n')}\n`, rows: lines.length, percent }
      await letOthersGo()
    }
    const manifest = await manifestOf(desk, scan, head, span, range)
    yield { text: `${JSON.stringify({ manifest })}\n`, rows: 0, percent: 100 }
  } finally {
    await scan.close()
  }
}

const beginning = '1970-01-01T00:00:00.000Z'

async function settled({ db }: Desk, asked: { from?: string; to: string }): Promise<Span> {
  const moment = (at: string) => new Date(at).toISOString()
  const [oldest] = await waitingEvents(db.read, 1).execute()
  const waits = oldest && indexable(oldest.body).at
  const to = moment(asked.to)
  return { from: moment(asked.from ?? beginning), to: waits && waits < to ? waits : to }
}
