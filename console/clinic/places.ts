import VisitIcon from '@mui/icons-material/CalendarMonth'
import InboxIcon from '@mui/icons-material/Forum'
import RefillIcon from '@mui/icons-material/Medication'
import type { Place } from '../core/places.ts'

export const clinicPlaces: Place[] = [
  {
    path: '/clinic-threads',
    resource: 'clinic-threads',
    view: 'list',
    title: 'desk.clinicInbox.title',
    needs: ['clinic.inbox'],
    menu: { label: 'desk.clinicInbox.title', icon: InboxIcon, letter: 'i' },
    page: () => import('./ThreadList.tsx'),
  },
  {
    path: '/clinic-threads/:id/show',
    resource: 'clinic-threads',
    view: 'show',
    title: 'desk.clinicInbox.one',
    needs: ['clinic.inbox'],
    page: () => import('./ThreadShow.tsx'),
  },
  {
    path: '/clinic-refills',
    resource: 'clinic-refills',
    view: 'list',
    title: 'desk.clinicRefill.title',
    needs: ['clinic.inbox'],
    menu: { label: 'desk.clinicRefill.title', icon: RefillIcon, letter: 'f' },
    page: () => import('./RefillList.tsx'),
  },
  {
    path: '/clinic-refills/:id/show',
    resource: 'clinic-refills',
    view: 'show',
    title: 'desk.clinicRefill.one',
    needs: ['clinic.inbox'],
    page: () => import('./RefillShow.tsx'),
  },
  {
    path: '/clinic-visits',
    resource: 'clinic-visits',
    view: 'list',
    title: 'desk.clinicVisit.title',
    needs: ['clinic.visits'],
    menu: { label: 'desk.clinicVisit.title', icon: VisitIcon, letter: 'y' },
    page: () => import('./VisitList.tsx'),
  },
  {
    path: '/clinic-wait-list',
    resource: 'clinic-wait-list',
    view: 'list',
    title: 'desk.clinicVisit.waitList',
    needs: ['clinic.visits'],
    page: () => import('./WaitList.tsx'),
  },
]
