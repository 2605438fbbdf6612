import { openView } from '../acts/view.ts'
import { brokenSettings, readPolicy } from '../core/policy.ts'
import { boundsOf } from '../core/policyBounds.ts'
import * as schema from './schema.ts'

/** Every number the hospital decides, with its bounds, what it means and what it rests on. */
export const showPolicy = openView({
  at: 'GET /api/policy',
  summary: 'What the hospital decided, with the bounds and sources of each value',
  tag: 'Settings',
  needs: 'settings.show',
  unrecorded: 'rules of the house, no person’s data',
  reply: schema.policy,
  async show({ desk, language }) {
    const rows = desk.catalogue.policy
    const {
      hospitalName,
      timeZone,
      mrnIssuers,
      nineDigitIssuers,
      homeCountry,
      serviceHours,
      holidays,
      sharedNumbers,
      ...values
    } = await readPolicy(desk.db.read, rows)
    return {
      reply: {
        hospitalName,
        timeZone,
        mrnIssuers,
        nineDigitIssuers,
        homeCountry,
        serviceHours,
        holidays,
        sharedNumbers,
        broken: (await brokenSettings(desk.db.read, rows)).filter(({ name }) => name !== 'demo'),
        rows: Object.entries(rows).map(([name, { about, meaning, usual, unit, source, two }]) => {
          const { least, most } = boundsOf(rows, name, values)
          return {
            name,
            about,
            meaning: meaning[language],
            value: values[name]!,
            ...{ usual, least, most, unit },
            two: two === true,
            source: typeof source === 'object' ? source[language] : (source ?? null),
          }
        }),
      },
    }
  },
})
