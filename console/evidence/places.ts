import PostureIcon from '@mui/icons-material/FactCheckOutlined'
import type { Place } from '../core/places.ts'

export const evidencePlaces: Place[] = [
  {
    path: '/posture',
    resource: 'posture',
    view: 'list',
    title: 'desk.posture.title',
    needs: ['access.review'],
    menu: { label: 'desk.posture.title', icon: PostureIcon, letter: 'x' },
    page: () => import('./PosturePage.tsx'),
  },
  {
    path: '/risks',
    resource: 'risks',
    view: 'list',
    title: 'desk.riskAnalysis.title',
    needs: ['access.review'],
    page: () => import('./RiskList.tsx'),
  },
  {
    path: '/training',
    resource: 'training',
    view: 'list',
    title: 'desk.training.title',
    needs: ['access.review'],
    page: () => import('./TrainingList.tsx'),
  },
]
