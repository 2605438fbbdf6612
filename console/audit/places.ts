import AuditIcon from '@mui/icons-material/FactCheck'
import type { Place } from '../core/places.ts'

export const auditPlaces: Place[] = [
  {
    path: '/audit',
    resource: 'audit',
    view: 'list',
    title: 'desk.audit.title',
    needs: ['audit.show'],
    menu: { label: 'desk.audit.title', icon: AuditIcon, letter: 'l' },
    page: () => import('./AuditList.tsx'),
  },
  {
    path: '/audit-views',
    resource: 'audit-views',
    view: 'list',
    title: 'desk.audit.views',
    needs: ['audit.show'],
    page: () => import('./ViewList.tsx'),
  },
  {
    path: '/audit-exports',
    resource: 'audit-exports',
    view: 'list',
    title: 'desk.export.past',
    needs: ['audit.export'],
    page: () => import('./ExportList.tsx'),
  },
  {
    path: '/reports/:subject/:id',
    title: 'desk.report.title',
    needs: ['audit.report'],
    page: () => import('./ReportPage.tsx'),
  },
]
