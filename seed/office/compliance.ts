import type { Desk } from '../../api/core/context.ts'
import { recordRisk, reviewRisks } from '../../api/evidence/risks/keepRisks.ts'
import type { RiskGiven } from '../../api/evidence/risks/schema.ts'
import { recordTraining } from '../../api/evidence/training/keepTraining.ts'
import { endNotice, reportNotice } from '../../api/incidents/report.ts'
import { act } from '../perform.ts'
import { type Calendar, minuteMs } from '../story/calendar.ts'
import { asStaff, type Office } from './people.ts'
import { type Deed, workday } from './timeline.ts'

const risks: readonly (Omit<RiskGiven, 'dueOn'> & { dueIn: number })[] = [
  {
    asset: 'Portal accounts of patients',
    threat: 'A caller who knows a patient’s data is taken for the patient',
    likelihood: 'moderate',
    impact: 'high',
    measures: 'Identity is verified in levels; calls are sampled and reviewed each month.',
    owner: 'Help desk supervisor',
    dueIn: 120,
  },
  {
    asset: 'Staff workstations',
    threat: 'A screen is left open at the front desk',
    likelihood: 'high',
    impact: 'moderate',
    measures: 'Sessions end after some minutes of rest; privacy filters are being ordered.',
    owner: 'Facilities',
    dueIn: 45,
  },
  {
    asset: 'Backups of the database',
    threat: 'A copy and the key that opens it are lost together',
    likelihood: 'low',
    impact: 'high',
    measures: 'The key is kept in the safe of the pharmacy; a restore is tried each month.',
    owner: 'System administration',
    dueIn: 200,
  },
]

/** The officer keeps the risk analysis, a second one signs that it was gone through, and trainings are put on record. */
export function complianceDeeds(desk: Desk, calendar: Calendar, office: Office): Deed[] {
  const { dayOf, text } = calendar
  const { officer, second, administrator } = office
  const moment = (ago: number, clock: string) => workday(calendar, ago, clock)
  const on = (ago: number, clock: string, done: (at: number) => Promise<unknown>): Deed => ({
    at: moment(ago, clock),
    do: done,
  })
  return [
    ...risks.map(({ dueIn, ...risk }, i) =>
      on(64, `14:${String(10 + 5 * i)}`, (at) =>
        act(desk, recordRisk, asStaff(officer), at, { ...risk, dueOn: text(dayOf(calendar.now) + dueIn) }),
      ),
    ),
    on(60, '10:15', (at) =>
      act(desk, reviewRisks, asStaff(second), at, {
        conclusion: 'Complete as of today. The open screens at the front desk come first.',
      }),
    ),
    on(50, '15:30', async (at) => {
      const trained = await desk.db.read
        .selectFrom('staff')
        .select('email')
        .where('status', '=', 'active')
        .where('created_at', '<', new Date(at).toISOString())
        .where('id', '!=', officer.id)
        .orderBy('email')
        .limit(12)
        .execute()
      for (const [i, { email }] of trained.entries())
        await act(desk, recordTraining, asStaff(officer), at + i * minuteMs, {
          email,
          subject: i % 3 === 0 ? 'security-awareness' : 'privacy',
          completedOn: text(dayOf(at) - 1),
        })
    }),
    ...announcement(desk, administrator, on),
  ]
}

/** Patients were told why the portal was slow for some days. */
function announcement(
  desk: Desk,
  administrator: Office['administrator'],
  on: (ago: number, clock: string, done: (at: number) => Promise<unknown>) => Deed,
): Deed[] {
  let id: string
  return [
    on(36, '11:05', async (at) => {
      const told = await act(desk, reportNotice, asStaff(administrator), at, {
        kind: 'announcement',
        title: 'Older records are being added',
        textEn:
          'We are adding older records to the portal. For some days it may be slow. You can use it as usual.',
        textEs:
          'Estamos agregando registros anteriores al portal. Durante unos días puede ir lento. Puede usarlo como siempre.',
      })
      id = told.id
    }),
    on(33, '08:50', (at) => act(desk, endNotice, asStaff(administrator), at, { id })),
  ]
}
