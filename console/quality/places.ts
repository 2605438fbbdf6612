import MineIcon from '@mui/icons-material/Grading'
import ReviewIcon from '@mui/icons-material/RateReview'
import type { Place } from '../core/places.ts'

export const qualityPlaces: Place[] = [
  {
    path: '/quality-reviews',
    resource: 'quality-reviews',
    view: 'list',
    title: 'desk.quality.title',
    needs: ['quality.review'],
    menu: { label: 'desk.quality.title', icon: ReviewIcon, letter: 'q' },
    page: () => import('./ReviewList.tsx'),
  },
  {
    path: '/quality-reviews/:id/show',
    resource: 'quality-reviews',
    view: 'show',
    title: 'desk.quality.one',
    needs: ['quality.review'],
    page: () => import('./ReviewShow.tsx'),
  },
  {
    // Of whoever takes calls.
    path: '/my-call-reviews',
    title: 'desk.quality.mine',
    needs: ['accounts.act'],
    menu: { label: 'desk.quality.mine', icon: MineIcon, letter: 'v' },
    page: () => import('./MyReviews.tsx'),
  },
]
