import { z } from '@hono/zod-openapi'
import { id, moment, text } from '../core/http/schema.ts'

export const noticeKinds = ['outage', 'announcement'] as const

export const reporting = z.strictObject({
  kind: z.enum(noticeKinds),
  title: text(80).openapi({ description: 'For staff', example: 'Results load slowly' }),
  textEn: text(500).openapi({ description: 'For patients, in English' }),
  textEs: text(500).openapi({ description: 'For patients, in Spanish' }),
})
export const reported = z.object({ id }).openapi('ReportedNotice')
export const noticeFilter = z.strictObject({ ended: z.boolean().optional() })
export const noticeRow = z
  .object({
    id,
    kind: z.enum(noticeKinds),
    title: z.string(),
    textEn: z.string().nullable(),
    textEs: z.string().nullable(),
    startedAt: moment,
    endedAt: moment.nullable(),
  })
  .openapi('PortalNotice')
export const notice = z.object({ kind: z.enum(noticeKinds), since: moment, text: z.string() })
export const state = z
  .object({
    up: z.boolean().openapi({ description: 'No outage is known at this moment' }),
    notices: z.array(notice),
  })
  .openapi('PortalState', {
    example: {
      up: false,
      notices: [
        {
          kind: 'outage',
          since: '2026-11-27T09:00:00.000Z',
          text: 'Results load slowly today. Nothing is lost.',
        },
      ],
    },
  })
