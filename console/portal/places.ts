import type { Place } from '../core/places.ts'

export const portalPlaces: Place[] = [
  {
    path: '/portal-views/:id/show',
    title: 'desk.portalView.title',
    needs: ['accounts.act'],
    page: () => import('./PortalViewShow.tsx'),
  },
]
