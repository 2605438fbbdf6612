import { closeCase } from '../../api/cases/closeCase.ts'
import type { Desk } from '../../api/core/context.ts'
import { orderLetter } from '../../api/letters/orderLetter.ts'
import { postLetters } from '../../api/letters/postLetters.ts'
import { printLetters } from '../../api/letters/printLetters.ts'
import { act } from '../perform.ts'
import { minuteMs } from '../story/calendar.ts'
import type { LetterCalls } from '../story/letterCalls.ts'
import { asStaff, type Office } from './people.ts'
import type { Deed } from './timeline.ts'

const reason = 'Caller has no email of their own. Letter to the address on file.'

/** Those who rang without a mailbox are written to: a batch was printed and posted, and the letter asked for since waits. */
export function letterDeeds(
  desk: Desk,
  { calls, printedAt, postedAt }: LetterCalls,
  { records }: Office,
): Deed[] {
  const ordered = calls.map(
    ({ row, verificationId, agent, at }): Deed => ({
      at,
      async do() {
        const about = { id: row.patient_id, caseId: row.id, verificationId }
        await act(desk, orderLetter, asStaff(agent), at, { ...about, reason })
        const { version } = await desk.db.read
          .selectFrom('support_case')
          .select('version')
          .where('id', '=', row.id)
          .executeTakeFirstOrThrow()
        const closing = { id: row.id, version, cause: 'no-email', outcome: 'explained' } as const
        await act(desk, closeCase, asStaff(agent), at + 2 * minuteMs, closing)
      },
    }),
  )
  if (!calls.some(({ at }) => at < printedAt)) return ordered
  let batchId: string
  return [
    ...ordered,
    {
      at: printedAt,
      async do(at) {
        batchId = (await act(desk, printLetters, asStaff(records), at, {})).batchId
      },
    },
    { at: postedAt, do: (at) => act(desk, postLetters, asStaff(records), at, { id: batchId }) },
  ]
}
