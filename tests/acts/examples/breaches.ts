import type { Tables } from '../../../api/core/db/tables.ts'
import type { House } from '../../support/harness.ts'
import { aPatient, must } from '../../support/people.ts'
import type { Cast, Example } from '../stage.ts'

/* Acts on a breach: from what was reported to the notices. */

type Change = Partial<Tables['breach']>

export const facts = {
  source: 'staff-report',
  summary: 'A list of appointments was left at the reception.',
  kind: 'loss',
  location: 'paper',
  occurredFrom: '2026-01-10',
  occurredTo: '2026-01-10',
  knownOn: '2026-01-12',
  dataKinds: { clinical: false, demographic: true, financial: false, other: false },
}
const factor = { likelihood: 'medium', text: 'Synthetic reasoning.' }
export const fourFactors = { nature: factor, recipient: factor, viewed: factor, mitigation: factor }
export const whole = {
  happened: 'A list was left at the reception.',
  information: 'Your name and the day of your visit.',
  steps: 'Look at your statements.',
  doing: 'Lists are kept in a locked drawer now.',
  contact: 'Call 1-800-555-0100.',
}

const set = (house: House, id: string, change: Change) =>
  house.owner.write.updateTable('breach').set(change).where('id', '=', id).execute()

interface Standing {
  house: House
  id: string
  patientId: string
  version: number
}

/** A breach with one patient, as the officer left it, and then in the state an act needs. */
async function aBreach(house: House, cast: Cast, state: Change): Promise<Standing> {
  const by = cast['privacy-officer']
  const patient = await aPatient(house)
  // A whole address, so that a letter reaches them.
  await house.owner.write
    .updateTable('patient')
    .set({ street: '1 Elm Street', city: 'Springfield', state: 'IL', postal_code: '62701' })
    .where('id', '=', patient.id)
    .execute()
  const { id } = must(await by.post('/api/breaches', facts), 201)
  const path = `/api/breaches/${id}`
  must(await by.post(`${path}/people`, { mrns: patient.mrn, version: 1 }))
  const { version } = must(await by.post(`${path}/draft`, { language: 'en', ...whole, version: 2 }))
  if (Object.keys(state).length) await set(house, id, state)
  return { house, id, patientId: patient.id, version }
}

const concluded: Change = { status: 'concluded', outcome: 'breach' }

const onBreach =
  (
    verb: string,
    body: object | ((standing: Standing) => object),
    state: Change = {},
    before?: (standing: Standing, cast: Cast) => Promise<string | undefined>,
  ): Example =>
  async (house, cast) => {
    const standing = await aBreach(house, cast, state)
    const by = cast['privacy-officer']
    const noticeId = await before?.(standing, cast)
    const { version } = (await house.rows('breach')).find((row) => row.id === standing.id)!
    const given: Record<string, unknown> = {
      ...(typeof body === 'function' ? body(standing) : body),
      ...(verb !== 'additions' && { version }),
    }
    const late = (field: string) => async () => {
      given[field] = '2999-01-01'
    }
    const put = (change: Change) => () => set(house, standing.id, change)
    return {
      by,
      path: `/api/breaches/${standing.id}/${verb.replace('*', noticeId ?? '')}`,
      body: given,
      breaks: {
        notOwn: put({ staff_id: by.id }),
        from: put({ status: state.status ? 'open' : 'concluded' }),
        version: put({ version: 99 }),
        secondPerson: put({ signed_by: by.id }),
        assessed: put({ exception: 'not-retained' }),
        isBreach: put({ outcome: 'low-probability' }),
        notDelayed: put({ delay_until: '2999-01-01' }),
        past: late('saidOn' in given ? 'saidOn' : 'knownOn' in given ? 'knownOn' : 'on'),
        delayWithin: late('until'),
      },
    }
  }

/** A letter that was mailed. */
async function aLetter({ id, version }: Standing, cast: Cast): Promise<string> {
  const by = cast['privacy-officer']
  const printed = must(await by.post(`/api/breaches/${id}/print`, { version }))
  must(await by.post(`/api/breaches/${id}/posted`, { on: '2026-01-20', version: printed.version }))
  return must(await by.get(`/api/breaches/${id}`)).notices[0].id
}

export const breachExamples: Record<string, Example> = {
  'breach.opened': async (_house, cast) => ({
    by: cast['privacy-officer'],
    path: '/api/breaches',
    body: facts,
  }),
  'breach.described': onBreach('describe', facts),
  'breach.people-added': async (house, cast) =>
    onBreach('people', { mrns: (await aPatient(house)).mrn })(house, cast),
  'breach.person-removed': onBreach('people/remove', ({ patientId }) => ({ patientId })),
  'breach.letter-drafted': onBreach('draft', { language: 'en', ...whole }),
  'breach.assessed': onBreach('assessment', { ...fourFactors, lowProbability: true }),
  'breach.signed': onBreach(
    'sign',
    { outcome: 'breach', conclusion: 'Nobody knows who has the list.' },
    { assessment: JSON.stringify({ ...fourFactors, lowProbability: false }) },
  ),
  'breach.countersigned': onBreach('countersign', { agrees: true }, { status: 'signed', outcome: 'breach' }),
  'breach.delayed': onBreach('delay', {
    kind: 'oral',
    saidOn: '2026-01-14',
    until: '2026-02-01',
    official: 'Det. R. Stone, County Sheriff',
    reason: 'An arrest is planned.',
  }),
  'breach.letters-printed': onBreach('print', {}, concluded),
  'breach.letters-posted': onBreach(
    'posted',
    { on: '2026-01-20' },
    concluded,
    async ({ id, version }, cast) => {
      must(await cast['privacy-officer'].post(`/api/breaches/${id}/print`, { version }))
      return undefined
    },
  ),
  'breach.notice-recorded': onBreach(
    'notices',
    ({ patientId }) => ({
      patientId,
      method: 'email',
      recipient: 'the address they gave',
      on: '2026-01-20',
      agreedOn: '2026-01-19',
    }),
    concluded,
  ),
  'breach.public-notice-recorded': onBreach(
    'public-notices',
    { method: 'hhs', recipient: 'HHS breach portal', on: '2026-01-20' },
    concluded,
  ),
  'breach.notice-returned': onBreach('notices/*/returned', { on: '2026-01-25' }, concluded, aLetter),
  'breach.notice-withdrawn': onBreach('notices/*/withdraw', {}, concluded, aLetter),
  'breach.disclosures-entered': onBreach(
    'disclosures',
    { recipient: 'A visitor on ward 3', description: 'Names and telephone numbers' },
    concluded,
  ),
  'breach.added-to': onBreach('additions', { text: 'The list was found.' }, concluded),
}
