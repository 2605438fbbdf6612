import AppsIcon from '@mui/icons-material/Apps'
import type { Place } from '../core/places.ts'

export const appsPlaces: Place[] = [
  {
    path: '/apps',
    resource: 'apps',
    view: 'list',
    title: 'desk.app.title',
    needs: ['apps.manage'],
    menu: { label: 'desk.app.title', icon: AppsIcon, letter: 'j' },
    page: () => import('./AppList.tsx'),
  },
]
