import { expect, it } from 'vitest'
import type { ActDeclaration } from '../../console/core/acts.ts'
import acts from '../../console/core/story/acts.json'
import { aPatient } from '../../console/core/story/fixtures.ts'
import { fitsPatient, slugOf, tierOfAct, wayOf } from '../../console/logins/remedy.ts'

const proxy = { id: 'g1', status: 'active', waitingFor: null } as never
const about = (acts as unknown as ActDeclaration[]).filter(
  (act) =>
    act.path.startsWith('/api/patients/') &&
    ['grant-proxy', 'change-proxy', 'end-proxy', 'doubt-custody'].includes(slugOf(act)),
)
const offered = (ageBand: 'child' | 'teen' | 'adult') => {
  const patient = aPatient({ ageBand, proxies: [proxy] })
  return about
    .filter((act) => fitsPatient(act, patient))
    .map((act) => `${slugOf(act)} ${tierOfAct(act, patient)}`)
}

it('acts on who acts for somebody are offered by age as the API lets them through, at the level it takes', () => {
  expect(offered('child')).toEqual(['doubt-custody T0'])
  expect(offered('teen').sort()).toEqual([
    'change-proxy T2',
    'doubt-custody T0',
    'end-proxy T2',
    'grant-proxy T2',
  ])
  expect(offered('adult').sort()).toEqual(['change-proxy T3', 'end-proxy T2', 'grant-proxy T3'])
})

it('where a small child is reached the desk is not asked to change: the remedy leads to registration, which can', () => {
  const changes = ['change-email', 'change-phone', 'change-address']
  const offeredTo = (ageBand: 'child' | 'teen') =>
    (acts as unknown as ActDeclaration[])
      .filter((act) => act.path.startsWith('/api/patients/') && changes.includes(slugOf(act)))
      .filter((act) => fitsPatient(act, aPatient({ ageBand })))
  expect(offeredTo('teen')).toHaveLength(changes.length)
  expect(offeredTo('child')).toEqual([])

  const bounced = { remedy: { act: 'change-email' }, escalateTo: 'registration', transferred: false } as never
  const leads = (ageBand: 'child' | 'adult') =>
    wayOf(bounced, aPatient({ ageBand }), acts as unknown as ActDeclaration[])
  expect(leads('adult')).toMatchObject({ to: 'act' })
  expect(leads('child')).toEqual({ to: 'transfer', queue: 'registration' })
})
