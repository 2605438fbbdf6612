import { z } from '@hono/zod-openapi'
import { text } from '../core/http/schema.ts'
import { changeReasons } from './lists.ts'

export const settingParam = z.strictObject({ name: z.string().regex(/^[A-Za-z]{1,60}$/) })

export const settingGiven = z.strictObject({
  value: z.union([text(2000), z.number()]),
  reason: z.enum(changeReasons),
})

const value = z.union([z.string(), z.number()])
export const settingChanged = z.object({ name: z.string(), value }).openapi('SettingChanged')

export const policy = z
  .object({
    hospitalName: z.string(),
    timeZone: z.string(),
    mrnIssuers: z.string(),
    nineDigitIssuers: z.string(),
    homeCountry: z.string(),
    serviceHours: z.string(),
    holidays: z.string(),
    sharedNumbers: z.string(),
    /** What is stored and not allowed; shown is what is in force instead. */
    broken: z.array(z.object({ name: z.string(), stored: z.string() })),
    rows: z.array(
      z.object({
        name: z.string(),
        about: z.string(),
        meaning: z.string(),
        value: z.number(),
        usual: z.number(),
        least: z.number(),
        most: z.number(),
        unit: z.string(),
        two: z
          .boolean()
          .openapi({ description: 'Two privacy officers change it, among the rules of alerts' }),
        source: z.string().nullable(),
      }),
    ),
  })
  .openapi('Policy')
