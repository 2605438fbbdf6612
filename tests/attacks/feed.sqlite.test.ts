import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { searchPatients } from '../../api/call/searchPatients.ts'
import { systemCtx } from '../../api/core/context.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { answerForgotten } from '../../api/portal/answerForgotten.ts'
import { goodPassword, houseForTests } from '../support/harness.ts'
import { aCase, anAccount, must } from '../support/people.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()

const mr = (system: string, value: string) => ({ system, value, type: { coding: [{ code: 'MR' }] } })
const email = (value: string, more: object = {}) => ({ system: 'email', value, ...more })
const patient = (id: string, family: string, birthDate: string, more: object) => ({
  ...{ resourceType: 'Patient', id, name: [{ family, given: ['Ada'] }], birthDate, ...more },
})
const visit = (id: string, status: string, start: string) => ({
  ...{ resourceType: 'Encounter', id, status, period: { start }, subject: { reference: 'Patient/victim' } },
})
function night(...resources: Record<string, unknown>[]) {
  const folder = temporaryFolder()
  for (const [type, all] of Map.groupBy(resources, (one) => String(one.resourceType)))
    writeFileSync(path.join(folder, `${type}.ndjson`), all.map((one) => JSON.stringify(one)).join('\n'))
  return importPatients(systemCtx(house.desk, 'test', 'test'), { format: 'fhir-ndjson', path: folder })
}

it('who wants to be somebody by way of a careless feed gets no number, address, answer, link or death of theirs', async () => {
  const at = 'ada@victim.test'
  const victim = patient('victim', 'Lovelorn', '1950-01-02', {
    identifier: [mr('urn:hosp-a', 'E1001')],
    telecom: [email(at)],
  })
  await night(victim, visit('seen', 'finished', '2025-03-04'))
  const row = (await house.rows('patient')).find(({ mrn }) => mrn === 'E1001')!
  await anAccount(house, { id: row.id, mrn: row.mrn, emails: [at] })
  house.later(48 * 3600)

  const thief = 'thief@evil.test'
  const report = await night(
    // The same number: of another hospital, and of their own by mistake.
    patient('other', 'Thief', '1990-09-09', {
      identifier: [mr('urn:hosp-b', 'E1001')],
      telecom: [email(thief)],
    }),
    patient('typo', 'Thief', '1991-09-09', {
      identifier: [mr('urn:hosp-a', 'E1001')],
      telecom: [email(thief)],
    }),
    {
      ...victim,
      identifier: [mr('urn:hosp-a', 'E1001'), mr('http://hl7.org/fhir/sid/us-ssn', '219-09-9999')],
      telecom: [
        email(thief, { rank: 1, period: { end: '31.12.2019' } }),
        email('past@victim.test', { use: 'Old', rank: 2 }),
        email('none@none.com', { rank: 3 }),
        email(at, { rank: 4 }),
      ],
      deceasedDateTime: '9999-12-31',
    },
    visit('never', 'CANCELLED', '2025-10-10'),
    visit('to-come', 'finished', '2999-01-01'),
  )
  expect(report).toMatchObject({ created: 1, putAside: 1, unchanged: 0, updated: 1 })

  // The login is its owner's, and so is where a link goes.
  must(await house.call('POST', '/portal/v1/session', { username: at, password: goodPassword }))
  must(await house.call('POST', '/portal/v1/password/forgot', { username: at }), 202)
  await answerForgotten(house.desk)
  await deliverMail(house.desk)
  const sent = house.mailbox.mails.filter(({ text }) => /token=/.test(text)).map(({ to }) => to)
  expect(new Set(sent)).toEqual(new Set([at]))
  // What the feed said beside it proves nobody, and opens no search.
  const agent = await house.signIn('helpdesk')
  const { id: caseId } = await aCase(agent, row.id)
  const name = { givenName: 'Ada', familyName: 'Lovelorn', birthDate: '1950-01-02' }
  for (const lie of [{ mrn: '219-09-9999' }, { email: thief }, { lastVisitDate: '2025-10-10' }]) {
    const answers = { ...name, ...lie }
    const said = { caseId, caller: 'patient', answers }
    expect(must(await agent.post(`/api/patients/${row.id}/verifications`, said), 201).tier).toBe('T0')
  }
  for (const q of ['219-09-9999', thief, 'none@none.com'])
    expect(
      must(await agent.post('/api/patients/search', { filter: { q } }), searchPatients).data,
    ).not.toContainEqual(expect.objectContaining({ id: row.id }))
})
