import AuditIcon from '@mui/icons-material/FactCheck'
import type { Place } from '../core/places.ts'

export const auditPlaces: Place[] = [
  {
    path: '/audit',
    resource: 'audit',
    view: 'list',
    title: 'desk.audit.title',
    needs: ['audit.show'],
    menu: { label: 'desk.audit.title', icon: AuditIcon },
    page: () => import('./AuditPage.tsx'),
  },
  {
    path: '/reports/:subject/:id',
    title: 'desk.report.title',
    needs: ['audit.report'],
    page: () => import('./ReportPage.tsx'),
  },
]
