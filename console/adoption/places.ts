import ChartIcon from '@mui/icons-material/BarChart'
import type { Place } from '../core/places.ts'

export const adoptionPlaces: Place[] = [
  {
    path: '/adoption',
    title: 'desk.menu.adoption',
    needs: ['adoption.show'],
    menu: { label: 'desk.menu.adoption', icon: ChartIcon, letter: 'd' },
    page: () => import('./AdoptionPage.tsx'),
  },
  {
    path: '/adoption/annotations',
    resource: 'adoption/annotations',
    view: 'list',
    title: 'desk.adoption.marksTitle',
    needs: ['adoption.show'],
    page: () => import('./MarkList.tsx'),
  },
  {
    path: '/adoption/goals',
    resource: 'adoption/goals',
    view: 'list',
    title: 'desk.adoption.goals',
    needs: ['adoption.show'],
    page: () => import('./GoalList.tsx'),
  },
]
