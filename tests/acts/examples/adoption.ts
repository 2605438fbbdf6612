import type { Example } from '../stage.ts'

/* Acts on the adoption figures: marks and goals. */

const mark = { day: '2026-03-14', kind: 'campaign', label: 'Spring mailing' }

const aim = { figure: 'accessed', target: 60 }

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
    path: '/api/adoption/goals',
    body: aim,
  }),
  'adoption.goal-removed': async (_house, cast) => {
    const { body } = await cast.manager.post('/api/adoption/goals', aim)
    return { by: cast.manager, path: `/api/adoption/goals/${body.id}`, method: 'delete' }
  },
}
