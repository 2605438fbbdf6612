import PairIcon from '@mui/icons-material/PeopleOutlined'
import type { Place } from '../core/places.ts'

export const duplicatesPlaces: Place[] = [
  {
    path: '/duplicates',
    resource: 'duplicates',
    view: 'list',
    title: 'desk.pair.title',
    needs: ['duplicates.decide'],
    menu: { label: 'desk.pair.title', icon: PairIcon, letter: 'm' },
    page: () => import('./PairList.tsx'),
  },
  {
    path: '/duplicates/:id/show',
    resource: 'duplicates',
    view: 'show',
    title: 'desk.pair.one',
    needs: ['duplicates.decide'],
    page: () => import('./PairShow.tsx'),
  },
]
