import { type DeskApp, endpoint } from '../http/endpoint.ts'
import { overview } from './schema.ts'
import { showOverview } from './showOverview.ts'

export function adoptionRoutes(app: DeskApp): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/adoption/overview',
      access: 'adoption.show',
      tag: 'Adoption',
      summary: 'Calls by cause, time to resolve, activated and active patients',
      reply: overview,
    },
    ({ ctx }) => showOverview(ctx),
  )
}
