import KnowledgeIcon from '@mui/icons-material/MenuBook'
import type { Place } from '../core/places.ts'

export const knowledgePlaces: Place[] = [
  {
    path: '/knowledge',
    title: 'desk.knowledge.title',
    needs: ['knowledge.show'],
    menu: { label: 'desk.knowledge.menu', icon: KnowledgeIcon, letter: 'k' },
    page: () => import('./KnowledgePage.tsx'),
  },
]
