import RecordsIcon from '@mui/icons-material/Difference'
import type { Place } from '../core/places.ts'

export const importsPlaces: Place[] = [
  {
    path: '/record-conflicts',
    resource: 'record-conflicts',
    view: 'list',
    title: 'desk.conflict.title',
    needs: ['conflicts.decide'],
    menu: { label: 'desk.conflict.title', icon: RecordsIcon, letter: 'r' },
    page: () => import('./ConflictList.tsx'),
  },
  {
    path: '/record-conflicts/:id/show',
    resource: 'record-conflicts',
    view: 'show',
    title: 'desk.conflict.one',
    needs: ['conflicts.decide'],
    page: () => import('./ConflictShow.tsx'),
  },
]
