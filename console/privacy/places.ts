import GlassIcon from '@mui/icons-material/Emergency'
import PrivacyIcon from '@mui/icons-material/PrivacyTip'
import type { Place } from '../core/places.ts'

export const privacyPlaces: Place[] = [
  {
    path: '/privacy-alerts',
    title: 'desk.privacy.alerts.title',
    needs: ['privacy.review'],
    menu: { label: 'desk.privacy.menu', icon: PrivacyIcon },
    page: () => import('./AlertsPage.tsx'),
  },
  {
    path: '/privacy-alerts/:id',
    title: 'desk.privacy.alerts.one',
    needs: ['privacy.review'],
    page: () => import('./AlertPage.tsx'),
  },
  {
    path: '/activity-reviews',
    title: 'desk.privacy.activity.title',
    needs: ['privacy.review'],
    page: () => import('./ActivityPage.tsx'),
  },
  {
    path: '/watched-records',
    title: 'desk.privacy.watched.title',
    needs: ['privacy.review'],
    page: () => import('./WatchedPage.tsx'),
  },
  {
    path: '/privacy-rules',
    title: 'desk.privacy.rules.title',
    needs: ['privacy.review'],
    page: () => import('./RulesPage.tsx'),
  },
  {
    path: '/patients/:id/disclosures',
    title: 'desk.disclosure.title',
    needs: ['disclosures.manage'],
    page: () => import('./DisclosuresPage.tsx'),
  },
  {
    path: '/break-glass',
    title: 'desk.glass.title',
    needs: ['patients.break-glass'],
    menu: { label: 'desk.glass.title', icon: GlassIcon },
    page: () => import('./BreakGlassPage.tsx'),
  },
]
