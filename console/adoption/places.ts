import ChartIcon from '@mui/icons-material/BarChart'
import type { Place } from '../core/places.ts'

export const adoptionPlaces: Place[] = [
  {
    path: '/adoption',
    title: 'desk.menu.adoption',
    needs: ['adoption.show'],
    menu: { label: 'desk.menu.adoption', icon: ChartIcon },
    page: () => import('./AdoptionPage.tsx'),
  },
]
