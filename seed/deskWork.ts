import { hourMs } from '../api/core/calendar.ts'
import type { Desk } from '../api/core/context.ts'
import { beginView, endView } from '../api/portal/asPatient/beginView.ts'
import { drawCalls } from '../api/quality/drawCalls.ts'
import { replyToReview } from '../api/quality/replyToReview.ts'
import { reviewCall } from '../api/quality/reviewCall.ts'
import { askAddition, askEnrolment } from '../api/staff/enrolment/askEnrolment.ts'
import { askRole } from '../api/staff/roles/askRole.ts'
import { asStaff } from './office/people.ts'
import type { Deed } from './office/timeline.ts'
import { perform } from './perform.ts'
import type { Agent } from './story/roster.ts'

/* What else a desk does: calls are reviewed, patients show what they see, colleagues change. All of it is made up. */

const allMet = { identityFirst: 'yes', causeRight: 'yes', remedyRight: 'yes', courtesy: 'yes' } as const
const findings = [
  { ...allMet, noteClear: 'yes' },
  {
    ...allMet,
    noteClear: 'no',
    remark: 'Made up: please say in the note what the patient saw on their screen.',
  },
  { ...allMet, noteClear: 'does-not-apply' },
  {
    ...allMet,
    remedyRight: 'no',
    noteClear: 'yes',
    remark: 'Made up: an unlock would have been enough here. No new link was needed.',
  },
] as const

/** @param own those who sign in to the demo, by their roles */
export async function tellOfDesk(desk: Desk, own: readonly Agent[], now: Date): Promise<void> {
  await reviewCalls(desk, own, now.getTime())
  await askForColleagues(desk, own, now.getTime())
}

const ownOf = (own: readonly Agent[], role: string) => own.find((one) => one.role === role)!

/** The supervisor drew last month's calls and is halfway through; the desk's own agent replied to one review. */
async function reviewCalls(desk: Desk, own: readonly Agent[], now: number): Promise<void> {
  const [supervisor, agent] = [ownOf(own, 'supervisor'), ownOf(own, 'helpdesk')]
  await perform(desk, drawCalls, asStaff(supervisor), now - 30 * hourMs, {})
  const drawn = await desk.db.read
    .selectFrom('quality_review')
    .select(['id', 'staff_id'])
    .where('staff_id', '!=', supervisor.id)
    .orderBy('staff_id')
    .orderBy('position')
    .execute()
  const half = [...drawn.filter((_, i) => i % 2 === 0)]
  const mine: { id: string; remark: boolean }[] = []
  for (const [i, { id, staff_id }] of half.entries()) {
    const at = now - 29 * hourMs + (i * 20 * hourMs) / half.length
    const found = findings[i % findings.length]!
    await perform(desk, reviewCall, asStaff(supervisor), at, { id, ...found })
    if (staff_id === agent.id) mine.push({ id, remark: 'remark' in found })
  }
  const replied = mine.find(({ remark }) => remark) ?? mine[0]
  if (!replied) return
  const reply = replied.remark ? 'Made up: thank you, I will do so next time.' : 'Made up: thank you.'
  await perform(desk, replyToReview, asStaff(agent), now - 5 * hourMs, { id: replied.id, reply })
}

/** In two of the newest calls that are over, a patient who was proved let the agent see what they saw. */
export async function looksAsPatient(desk: Desk): Promise<Deed[]> {
  const calls = await desk.db.read
    .selectFrom('verification as v')
    .innerJoin('support_case as c', 'c.id', 'v.case_id')
    .innerJoin('staff as s', 's.id', 'v.staff_id')
    .innerJoin('portal_account as a', 'a.patient_id', 'c.patient_id')
    .select(['v.id', 'v.case_id', 'v.created_at', 'c.patient_id', 'c.closed_at'])
    .select(['s.id as staffId', 's.name', 's.role'])
    .where('v.tier', '!=', 'T0')
    .where('v.caller', '=', 'patient')
    .where('c.channel', '=', 'phone')
    .where('s.role', '=', 'helpdesk')
    .whereRef('v.staff_id', '=', 'c.opened_by')
    .where('a.status', '=', 'active')
    .where('c.closed_at', 'is not', null)
    .orderBy('v.created_at', 'desc')
    .limit(50)
    .execute()
  const minutes = 60_000
  const long = calls.filter((one) => Date.parse(one.closed_at!) - Date.parse(one.created_at) > 4 * minutes)
  return long.slice(0, 2).map((call) => ({
    at: Date.parse(call.created_at) + minutes,
    async do(at) {
      const agent = asStaff({ id: call.staffId, name: call.name, role: call.role as Agent['role'] })
      const { id } = await perform(desk, beginView, agent, at, {
        ...{ id: call.patient_id, caseId: call.case_id, verificationId: call.id },
        consent: 'spoken-in-call',
      })
      await perform(desk, endView, agent, at + 2 * minutes, { id })
    },
  }))
}

/** The administrator asked that a colleague move, one enroll again and one be added: a second person has to decide. */
async function askForColleagues(desk: Desk, own: readonly Agent[], now: number): Promise<void> {
  const administrator = asStaff(ownOf(own, 'administrator'))
  const mine = own.map(({ id }) => id)
  const [moves, returns] = await desk.db.read
    .selectFrom('staff')
    .select(['id', 'version'])
    .where('role', '=', 'helpdesk')
    .where('status', '=', 'active')
    .where('id', 'not in', mine)
    .orderBy('id')
    .limit(2)
    .execute()
  if (moves) {
    const asked = { ...moves, role: 'supervisor', reason: 'new-duties' } as const
    await perform(desk, askRole, administrator, now - 3 * hourMs, asked)
  }
  if (returns) {
    const asked = { ...returns, reason: 'new-device', recognised: 'in-person' } as const
    await perform(desk, askEnrolment, administrator, now - 2 * hourMs, asked)
  }
  await perform(desk, askAddition, administrator, now - hourMs, {
    ...{ name: 'Jordan Made-Up', email: 'jordan@example.test', role: 'helpdesk' },
  })
}
