import { z } from '@hono/zod-openapi'
import { text } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'
import { figureCodes } from './figures/catalog.ts'

/* What questions and answers about figures have in common. */

export const month = z
  .string()
  .regex(
    /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/,
    rule('must be a month such as 2026-03', 'debe ser un mes como 2026-03'),
  )
  .openapi({ example: '2026-03' })
export const day = z.iso.date(rule('must be a day such as 2026-03-14', 'debe ser un día como 2026-03-14'))
export const figureCode = z.enum(figureCodes)
/** Empty for the whole hospital. */
export const segment = z
  .union([z.literal(''), text(300)])
  .openapi({ description: 'As in clinic=<id>, provider=<id>, age=18-29, or clinic=<id>&race=white' })

export const presentedPeriod = z.object({ from: month, to: month, asOf: z.string() })
export const unit = z.enum(['share', 'per-1000', 'hours', 'minutes'])
export const better = z.enum(['more', 'less'])
export const window = z.enum(['as-of', 'period'])
