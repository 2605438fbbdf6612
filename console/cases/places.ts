import CaseIcon from '@mui/icons-material/ConfirmationNumber'
import type { Place } from '../core/places.ts'

export const casePlaces: Place[] = [
  {
    path: '/cases',
    resource: 'cases',
    view: 'list',
    title: 'desk.case.all',
    needs: ['cases.show'],
    menu: { label: 'desk.case.all', icon: CaseIcon, letter: 'c' },
    page: () => import('./CaseList.tsx'),
  },
  {
    path: '/cases/:id/show',
    resource: 'cases',
    view: 'show',
    title: 'desk.case.title',
    needs: ['cases.show'],
    page: () => import('./CaseShow.tsx'),
  },
]
