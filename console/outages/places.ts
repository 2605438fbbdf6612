import OutageIcon from '@mui/icons-material/CampaignOutlined'
import type { Place } from '../core/places.ts'

export const outagesPlaces: Place[] = [
  {
    path: '/outages',
    resource: 'outages',
    view: 'list',
    title: 'desk.outage.title',
    needs: ['outages.manage'],
    menu: { label: 'desk.outage.menu', icon: OutageIcon, letter: 'n' },
    page: () => import('./OutageList.tsx'),
  },
]
