import PolicyIcon from '@mui/icons-material/Tune'
import type { Place } from '../core/places.ts'

export const settingsPlaces: Place[] = [
  {
    path: '/policy',
    resource: 'policy',
    view: 'list',
    title: 'desk.policy.title',
    needs: ['settings.show'],
    menu: { label: 'desk.policy.title', icon: PolicyIcon, letter: 'o' },
    page: () => import('./PolicyList.tsx'),
  },
]
