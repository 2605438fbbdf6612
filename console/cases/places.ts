import CaseIcon from '@mui/icons-material/ConfirmationNumber'
import WorkIcon from '@mui/icons-material/Groups'
import type { Place } from '../core/places.ts'
import { useHandedToMe } from './useHandedToMe.ts'

export const casePlaces: Place[] = [
  {
    path: '/cases',
    resource: 'cases',
    view: 'list',
    title: 'desk.case.all',
    needs: ['cases.show'],
    menu: { label: 'desk.case.all', icon: CaseIcon, letter: 'c', useWaiting: useHandedToMe },
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
  {
    path: '/desk-work',
    title: 'desk.work.title',
    needs: ['callers.approve'],
    menu: { label: 'desk.work.title', icon: WorkIcon, letter: 't' },
    page: () => import('./DeskWork.tsx'),
  },
]
