import { z } from '@hono/zod-openapi'
import { newsWays } from '../../patients/preferences.ts'

/** How a patient chose to be written to. */
export const chosenPreferences = {
  language: z
    .enum(['en', 'es'])
    .nullable()
    .openapi({ description: 'In which you are written to; null is as your record has it' }),
  news: z
    .enum(newsWays)
    .openapi({ description: 'How you hear that something new is in the portal', example: 'email' }),
  paperless: z.boolean().openapi({ description: 'You read in the portal what would come on paper' }),
}
