import PeopleIcon from '@mui/icons-material/Badge'
import ReviewIcon from '@mui/icons-material/HowToReg'
import type { Place } from '../core/places.ts'

export const staffPlaces: Place[] = [
  {
    // Everybody's, by the menu under their name.
    path: '/me',
    title: 'desk.me.title',
    needs: 'signed-in',
    page: () => import('./MyAccount.tsx'),
  },
  {
    path: '/staff',
    resource: 'staff',
    view: 'list',
    title: 'desk.staff.title',
    needs: ['staff.show'],
    menu: { label: 'desk.staff.title', icon: PeopleIcon, letter: 's' },
    page: () => import('./StaffList.tsx'),
  },
  {
    path: '/staff/:id/show',
    resource: 'staff',
    view: 'show',
    title: 'desk.staff.one',
    needs: ['staff.show'],
    page: () => import('./StaffShow.tsx'),
  },
  {
    path: '/access-reviews',
    resource: 'access-reviews',
    view: 'list',
    title: 'desk.review.title',
    needs: ['access.review'],
    menu: { label: 'desk.review.title', icon: ReviewIcon, letter: 'w' },
    page: () => import('./AccessReviewList.tsx'),
  },
  {
    path: '/access-reviews/:id/show',
    resource: 'access-reviews',
    view: 'show',
    title: 'desk.review.one',
    needs: ['access.review'],
    page: () => import('./AccessReviewShow.tsx'),
  },
]
