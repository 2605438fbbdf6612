import { must } from '../../support/people.ts'
import { aMember } from '../../support/snoopers.ts'
import type { Cast, Example } from '../stage.ts'

/* The risk analysis and the register of training. */

const risk = {
  asset: 'Portal logins',
  threat: 'A caller talks an agent into a reset.',
  likelihood: 'moderate',
  impact: 'high',
  measures: 'Callers are verified.',
  owner: 'Help desk manager',
  dueOn: '2026-12-31',
}

const enter = async (as: Cast[keyof Cast]) => must(await as.post('/api/risks', risk), 201).id as string

const onRisk =
  (verb: string, body: object): Example =>
  async (house, cast) => {
    const by = cast['privacy-officer']
    const id = await enter(by)
    return {
      by,
      path: `/api/risks/${id}/${verb}`,
      body,
      breaks: {
        open: () =>
          house.owner.write
            .updateTable('risk')
            .set({ closed_at: '2026-01-21T00:00:00.000Z' })
            .where('id', '=', id)
            .execute(),
      },
    }
  }

export const evidenceExamples: Record<string, Example> = {
  'risk.recorded': async (_, cast) => ({ by: cast['privacy-officer'], path: '/api/risks', body: risk }),
  'risk.revised': onRisk('revise', { ...risk, likelihood: 'low' }),
  'risk.closed': onRisk('close', { reason: 'The server is gone.' }),
  'risk-analysis.reviewed': async (house, cast) => {
    await enter(cast.administrator)
    const by = cast['privacy-officer']
    return {
      by,
      path: '/api/risk-reviews',
      body: { conclusion: 'As it is.' },
      breaks: {
        some: () =>
          house.owner.write.updateTable('risk').set({ closed_at: '2026-01-21T00:00:00.000Z' }).execute(),
        another: () => house.owner.write.updateTable('risk').set({ recorded_by: by.id }).execute(),
      },
    }
  },
  'training.recorded': async (house, cast) => {
    const by = cast['privacy-officer']
    const emailOf = async (id: string) => (await house.rows('staff')).find((row) => row.id === id)!.email
    const stage = {
      by,
      path: '/api/training',
      body: { email: await emailOf(await aMember(house)), subject: 'privacy', completedOn: '2026-01-15' },
    }
    return {
      ...stage,
      breaks: {
        notOwn: async () => {
          stage.body.email = await emailOf(by.id)
        },
      },
    }
  },
  'training.withdrawn': async (house, cast) => {
    const by = cast['privacy-officer']
    const staffId = await aMember(house)
    const { email } = (await house.rows('staff')).find((row) => row.id === staffId)!
    const given = { email, subject: 'privacy', completedOn: '2026-01-15' }
    const { id } = must(await by.post('/api/training', given), 201)
    const put = (change: object) =>
      house.owner.write.updateTable('training').set(change).where('id', '=', id).execute()
    return {
      by,
      path: `/api/training/${id}/withdraw`,
      body: { reason: 'The wrong person.' },
      breaks: {
        notOwn: () => put({ staff_id: by.id }),
        open: () => put({ withdrawn_at: '2026-01-21T00:00:00.000Z' }),
      },
    }
  },
}
