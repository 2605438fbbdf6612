import { beforeAll, expect, it } from 'vitest'
import { listMacros, listWaitingMacros } from '../../api/knowledge/macros/listMacros.ts'
import { fillIn, placeholders, unknownIn } from '../../api/knowledge/macros/lists.ts'
import { retireMacro, rewriteMacro, writeMacro } from '../../api/knowledge/macros/writeMacro.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { must, refused } from '../support/people.ts'

const house = houseForTests()
let [agent, supervisor, officer]: Person[] = []
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
  supervisor = await house.signIn('supervisor')
  officer = await house.signIn('privacy-officer')
})
const words = { title: 'Called back', body: 'Called back about case {caseNumber} on {date}. {agent}' }
const given = { language: 'en', category: 'locked-out', ...words }
const inUse = async () => must(await agent!.get('/api/macros'), listMacros)

it('a text for notes is in use once another person approved it, each version anew, until it is taken out of use', async () => {
  const { id, macroId } = must(await supervisor!.post('/api/macros', given), writeMacro)
  expect(await inUse()).toEqual([])
  expect(must(await officer!.get('/api/macro-versions'), listWaitingMacros)).toMatchObject([
    { id, macroId, mine: false, ...words },
  ])
  refused(await supervisor!.post(`/api/macro-versions/${id}/approve`, {}), 422)
  must(await officer!.post(`/api/macro-versions/${id}/approve`, {}))
  expect(await inUse()).toMatchObject([{ id: macroId, category: 'locked-out', version: 1, ...words }])

  const better = { title: 'Called back twice', body: 'Twice.' }
  const next = must(await officer!.post(`/api/macros/${macroId}/versions`, better), rewriteMacro)
  expect(await inUse()).toMatchObject([{ version: 1, ...words }])
  expect(refused(await supervisor!.post(`/api/macros/${macroId}/versions`, better), 409).code).toBe(
    'macro-waits',
  )
  const approve = () => supervisor!.post(`/api/macro-versions/${next.id}/approve`, {})
  const replies = await Promise.all([approve(), approve(), approve()])
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect(await inUse()).toMatchObject([{ version: 2, ...better }])

  must(await supervisor!.post(`/api/macros/${macroId}/retire`, {}), retireMacro)
  expect(await inUse()).toEqual([])
  expect(refused(await officer!.post(`/api/macros/${macroId}/versions`, words), 409).code).toBe(
    'macro-retired',
  )
  // Who wrote and approved what stays on record.
  expect((await house.rows('macro_version')).map(({ decision, version }) => [decision, version])).toEqual([
    ['approved', 1],
    ['approved', 2],
  ])
})

it('a placeholder that is not on the list is refused at its field: a macro fetches nothing of a patient’s', async () => {
  for (const name of [
    'patientName',
    'birthDate',
    'mrn',
    'phone',
    'email',
    'caseNumber ',
    'constructor',
    '',
  ]) {
    const body = `Called {${name}}.`
    expect([name, refused(await supervisor!.post('/api/macros', { ...given, body }), 422).errors]).toEqual([
      name,
      { body: expect.stringContaining('{caseNumber}') },
    ])
  }
  refused(await supervisor!.post('/api/macros', { ...given, body: 'An open {date' }), 422)
  refused(await agent!.post('/api/macros', given), 403)
})

it('what is filled in is what the list names, and braces within a value fill in nothing', () => {
  expect(unknownIn(placeholders.map((name) => `{${name}}`).join(' '))).toEqual([])
  expect(unknownIn('{a} {date} {a} {b}')).toEqual(['a', 'b'])
  const values = { caseNumber: '1007', queue: 'the help desk', cause: '{agent}', date: 'May 3', agent: 'Sam' }
  expect(fillIn('{caseNumber}, {queue}, {cause}, {date}, {agent}; {other}', values)).toBe(
    '1007, the help desk, {agent}, May 3, Sam; {other}',
  )
})
