import { expect, it } from 'vitest'
import { actsPolicy } from '../../api/acts/policy.ts'
import { newId } from '../../api/core/db/id.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { typeNames } from '../../api/fhir/types.ts'
import { catalogue } from '../../api/rooms.ts'
import { examples } from '../acts/examples/all.ts'
import { patientBy, signedInPatient } from '../acts/examples/outside.ts'
import { type Cast, perform } from '../acts/stage.ts'
import { houseForTests, type Reply } from '../support/harness.ts'
import { statementsOf } from '../support/statements.ts'

/*
 * Each endpoint of the portal, asked by one patient with what is another's: the answer is the one to what is not there, and so is the way
 * to it. Both ask the database the same, in the same order, and are given as many rows.
 */

const house = houseForTests()
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/gi
/** All that is answered, but what says which request it was. */
async function told(ask: () => Promise<Reply>, id: string) {
  const {
    result: { status, body },
    asked,
  } = await statementsOf(ask)
  // What is refused for its number tells nothing of what is asked here.
  expect(status).not.toBe(429)
  expect(asked.length).toBeGreaterThan(0)
  return { text: JSON.stringify([status, { ...body, requestId: '' }]).replaceAll(id, 'ID'), status, asked }
}

it('opens, changes and tells nothing of another’s, by whichever id of theirs, over whichever endpoint', async () => {
  const cast = {
    administrator: await house.signIn('administrator'),
    clinic: await house.signIn('clinic'),
  } as Cast
  await savePolicy(house.owner.write, { requestsAMinute: actsPolicy.requestsAMinute.most }, actsPolicy)
  const stranger = await signedInPatient(house)
  const theirs = new Set<string>()
  let acted = 0
  for (const one of catalogue.acts.filter((act) => act.needs === 'patient' && act.at.includes('{id}'))) {
    const owner = await examples[one.name]!(house, cast)
    const [id] = owner.path.match(uuid) ?? []
    if (id === undefined) continue
    theirs.add(id)
    const before = await house.rows('audit_event')
    const absent = newId()
    const asked = await told(() => perform(owner, stranger.by), id)
    const none = await told(
      () => perform({ ...owner, path: owner.path.replace(id, absent) }, stranger.by),
      absent,
    )
    expect([one.name, asked]).toEqual([one.name, none])
    expect([one.name, asked.status >= 400]).toEqual([one.name, true])
    // Nothing was done: what came to the log says that it was refused, if it says anything.
    const came = (await house.rows('audit_event')).slice(before.length).map(({ body }) => JSON.parse(body))
    expect(came.filter((event) => event.outcome === 'success' && event.action === one.name)).toEqual([])
    await house.owner.write.deleteFrom('throttle').execute()
    acted++
  }
  for (const table of [
    'appointment',
    'wait_entry',
    'message_thread',
    'message',
    'refill_request',
    'proxy_grant',
  ] as const)
    for (const row of await house.rows(table)) theirs.add(row.id as string)

  const { get } = patientBy(stranger)
  const asked = async (path: string, id: string) => {
    const reply = await told(() => get(path), id)
    await house.owner.write.deleteFrom('throttle').execute()
    return reply
  }
  const named = catalogue.views.filter(
    (view) => view.needs === 'patient' && view.at.startsWith('GET /portal/v1'),
  )
  let looked = 0
  for (const id of theirs) {
    const absent = newId()
    for (const { at } of named) {
      const path = at.replace('GET ', '')
      const ways = path.includes('{id}')
        ? [(one: string) => path.replace('{id}', one)]
        : [(one: string) => `${path}?for=${one}`, (one: string) => `${path}?after=${one}`]
      for (const way of ways) {
        expect([at, await asked(way(id), id)]).toEqual([at, await asked(way(absent), absent)])
        looked++
      }
    }
    for (const type of typeNames)
      expect(await asked(`/fhir/R4/${type}/${id}`, id)).toEqual(
        await asked(`/fhir/R4/${type}/${absent}`, absent),
      )
  }
  expect([acted > 10, looked > 200]).toEqual([true, true])
}, 120_000)
