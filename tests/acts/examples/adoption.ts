import type { Example } from '../stage.ts'

/* Acts on the adoption figures: marks and goals. */

const mark = { day: '2026-03-14', kind: 'campaign', label: 'Spring mailing' }

export const adoptionExamples: Record<string, Example> = {
  'adoption.annotated': async (_house, cast) => ({
    by: cast.manager,
    path: '/api/adoption/annotations',
    body: mark,
  }),
  'adoption.annotation-removed': async (_house, cast) => {
    const { body } = await cast.manager.post('/api/adoption/annotations', mark)
    return { by: cast.manager, path: `/api/adoption/annotations/${body.id}`, method: 'delete' }
  },
  'adoption.goal-set': async (_house, cast) => ({
    by: cast.manager,
    path: '/api/adoption/goals/accessed',
    method: 'put',
    // Another each time: an act that changes nothing would prove nothing.
    body: { percent: Math.floor(Math.random() * 1000) / 10 },
  }),
}
