import { z } from '@hono/zod-openapi'
import { openView } from '../../acts/view.ts'
import { annotationReply } from '../schema.ts'

const most = 500

/** The days that were marked, the newest first. */
export const listAnnotations = openView({
  at: 'GET /api/adoption/annotations',
  summary: 'The days marked on the time axes',
  tag: 'Adoption',
  needs: 'adoption.show',
  unrecorded: 'names of campaigns and releases, and no figure of any',
  reply: z.array(annotationReply),
  async show({ desk }) {
    const reply = await desk.db.read
      .selectFrom('adoption_annotation')
      .select(['id', 'on_day as day', 'kind', 'label'])
      .orderBy('on_day', 'desc')
      .orderBy('id', 'desc')
      .limit(most)
      .execute()
    return { reply }
  },
})
