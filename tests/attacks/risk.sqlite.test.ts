import { beforeEach, describe, expect, it } from 'vitest'
import { showCase } from '../../api/call/showCase.ts'
import { daysAfter, hospitalDay, yearsBefore } from '../../api/core/calendar.ts'
import { newId } from '../../api/core/db/id.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { showPair } from '../../api/duplicates/showPair.ts'
import { takeEffect } from '../../api/logins/contact/takeEffect.ts'
import { diagnose } from '../../api/logins/diagnose.ts'
import { raised, type SignalName, signalNames } from '../../api/logins/risk/lists.ts'
import { signals } from '../../api/logins/risk/signals.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { aWrittenPair } from '../support/duplicates.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import {
  aCall,
  aCase,
  anAccount,
  anEvent,
  aPatient,
  aVerifiedCaller,
  channelOf,
  linkIn,
  must,
  refused,
  seenInPerson,
  type TestPatient,
} from '../support/people.ts'

const house = houseForTests()
const day = 86_400
let agent: Person
let supervisor: Person
const later = async (seconds: number) => {
  house.later(seconds)
  agent = await house.signIn('helpdesk')
}
beforeEach(async () => {
  await house.owner.write.deleteFrom('throttle').execute()
  agent = await house.signIn('helpdesk')
  supervisor = await house.signIn('supervisor')
  await savePolicy(house.owner.write, { sharedNumbers: 'none' })
})

const ago = (days: number) => daysAfter(house.desk.clock(), -days)
const bornAgo = (years: number) => yearsBefore(hospitalDay(house.desk.clock(), 'UTC'), years)
let counter = 0
const aNumber = () => `212 555 ${String(1000 + ++counter)}`

/** Whom a call is about, and the number it comes from. */
interface Scene {
  patient: TestPatient
  number?: string
}
async function withLogin(over: Partial<TestPatient> = {}): Promise<Scene> {
  const patient = await aPatient(house, over)
  await anAccount(house, patient)
  return { patient }
}

async function called({ patient, number }: Scene) {
  const given = { patientId: patient.id, category: 'other', channel: 'phone', summary: 'x' }
  return must(await agent.post('/api/cases', { ...given, callerNumber: number }), 201).id as string
}

type Tier = 'T1' | 'T2' | 'T3'
/** As if by a code, or by two of the staff. */
const proveTo = (tier: Tier, id: string) =>
  house.owner.write.updateTable('verification').set({ tier }).where('id', '=', id).execute()
async function proven(scene: Scene, tier: Tier = 'T1') {
  const caseId = await called(scene)
  const { id: verificationId } = await aVerifiedCaller(agent, scene.patient, caseId)
  await proveTo(tier, verificationId)
  return { caseId, verificationId }
}
const act = ({ patient }: Scene, name: string, body: object) =>
  agent.post(`/api/patients/${patient.id}/acts/${name}`, { reason: 'asked', ...body })

const wrong = async (scene: Scene, answers: object) =>
  must(
    await agent.post(`/api/patients/${scene.patient.id}/verifications`, {
      caseId: await called(scene),
      caller: 'patient',
      answers,
    }),
    201,
  )

async function wrongCode(scene: Scene) {
  const { verificationId } = await proven(scene)
  const channelId = (await channelOf(house, scene.patient.id)).id
  must(await agent.post(`/api/verifications/${verificationId}/call-back`, { channelId }))
  // Whatever the code is, one of two is wrong.
  const tries = ['000000', '000001'].map((code) => ({ code }))
  for (const given of tries) await agent.post(`/api/verifications/${verificationId}/call-back/confirm`, given)
}

async function emailChanged(tier: Tier) {
  const scene = await withLogin()
  const email = `new.${++counter}@elsewhere.test`
  must(await act(scene, 'change-email', { ...(await proven(scene, tier)), email, old: 'keep' }))
  return scene
}

const signedIn = (patient: TestPatient, days: number, ip: string) =>
  anEvent(house, patient.id, 'signed-in', { at: ago(days), ip })

async function watch({ patient }: Scene) {
  const officer = await house.signIn('privacy-officer')
  const given = { patientId: patient.id, kind: 'in-the-news' }
  const { id } = must(await officer.post('/api/watched-records', given), 201)
  return () => officer.post(`/api/watched-records/${id}/end`, {})
}

async function actsFor(proxy: TestPatient, patient: TestPatient) {
  await house.owner.write
    .insertInto('proxy_grant')
    .values({
      id: newId(),
      patient_id: patient.id,
      proxy_patient_id: proxy.id,
      proxy_name: 'A Guardian',
      relationship: 'parent',
      status: 'active',
      waiting_for: null,
      access: 'limited',
      for_minor: 1,
      created_at: ago(400),
      ended_at: null,
      ended_reason: null,
    })
    .execute()
}

/** Somebody of the same name and birth date, with a login in some state. */
async function twins(status: 'active' | 'locked' | 'disabled', status_reason?: string) {
  const scene = await withLogin()
  const { familyName, givenName, birthDate } = scene.patient
  await anAccount(house, await aPatient(house, { familyName, givenName, birthDate }), {
    status,
    status_reason,
  })
  return scene
}

/** Another name and home, and the search for duplicates took both for one person. */
async function paired(status: 'active' | 'locked' | 'disabled', status_reason?: string) {
  const scene = await withLogin()
  const second = await aPatient(house)
  await anAccount(house, second, { status, status_reason })
  const { at } = await aWrittenPair(house, scene.patient, second)
  return { ...scene, second, at }
}

/** What records decides of a pair, by the pages of records. */
async function decide(
  at: string,
  how: 'merge' | 'keep-apart' | 'unmerge',
  because: string,
  over: object = {},
) {
  const records = await house.signIn('records')
  const { version } = must(await records.get(at), showPair)
  return must(
    await records.post(`${at}/${how}`, { because, note: 'Both cards were shown', version, ...over }),
  )
}

/** Of two records that were merged into one another the last stands; the first was under watch before. */
async function mergedUnderWatch() {
  const scene = await withLogin()
  const [first, second] = [await aPatient(house), await aPatient(house)]
  const end = await watch({ patient: first })
  const merged = async (a: TestPatient, b: TestPatient) => {
    const { at } = await aWrittenPair(house, a, b)
    await decide(at, 'merge', 'registered-twice', { survivorId: b.id })
    return at
  }
  await merged(first, second)
  return { ...scene, end, at: await merged(second, scene.patient) }
}

/** Closed and reopened so often, as one case of a patient. */
async function reopened({ patient }: Scene, times: number) {
  const { id } = await aCase(agent, patient.id, 'other')
  const on = async (act: string, body: object) => {
    const { version } = must(await agent.get(`/api/cases/${id}`), showCase)
    must(await agent.post(`/api/cases/${id}/${act}`, { ...body, version }))
  }
  for (let i = 0; i < times; i++) {
    await on('close', { cause: 'other', outcome: 'explained' })
    await on('reopen', { reason: 'They called again' })
  }
}

/** The second person does not vouch for an ID that was shown. */
async function declined(reason: string) {
  const scene = await withLogin()
  const { id } = await seenInPerson(agent, scene.patient.id, await called(scene))
  must(await supervisor.post(`/api/verifications/${id}/decline`, { reason }))
  return scene
}

type Stories = Record<string, () => Promise<Scene>>
/** Of each signal what has to raise it, and what must not. */
const stories: Record<SignalName, { raise: Stories; not: Stories }> = {
  'contact-change': {
    raise: {
      'an email that a caller had changed, once it is in effect': async () => {
        const scene = await emailChanged('T2')
        await later(day + 60)
        expect(await takeEffect(house.desk)).toBe(1)
        return scene
      },
      'one that its owner stopped': async () => {
        const scene = await emailChanged('T2')
        await deliverMail(house.desk)
        const told = house.mailbox.mails.filter(({ to }) => to.startsWith('new.')).at(-1)!
        must(await house.call('POST', '/portal/v1/not-me', { token: linkIn(told.text) }))
        await later(day)
        return scene
      },
    },
    not: {
      'one that two of the staff saw the patient ask for': async () => {
        const scene = await emailChanged('T3')
        expect(await takeEffect(house.desk)).toBe(1)
        await later(day + 60)
        return scene
      },
      'one of last week': async () => {
        const scene = await emailChanged('T2')
        await later(8 * day)
        await takeEffect(house.desk)
        return scene
      },
    },
  },
  'failed-tries': {
    raise: {
      'two wrong numbers, in other calls': async () => {
        const scene = await withLogin()
        for (const phone of ['413-555-0001', '413-555-0002']) await wrong(scene, { phone })
        return scene
      },
      'a wrong answer, and a wrong code': async () => {
        const scene = await withLogin()
        await wrong(scene, { phone: '413-555-0001' })
        await wrongCode(scene)
        return scene
      },
    },
    not: {
      'who mistyped once': async () => {
        const scene = await withLogin()
        await wrong(scene, { phone: '413-555-0001' })
        return scene
      },
      'who gave the same wrong number twice': async () => {
        const scene = await withLogin()
        for (const phone of ['413-555-0001', '(413) 555 0001']) await wrong(scene, { phone })
        return scene
      },
      'wrong numbers of the day before': async () => {
        const scene = await withLogin()
        for (const phone of ['413-555-0001', '413-555-0002']) await wrong(scene, { phone })
        await later(day + 60)
        return scene
      },
    },
  },
  'identity-doubted': {
    raise: {
      'somebody at the desk whose ID showed another person, as the second person saw': async () =>
        declined('another-person'),
      'an ID that may be altered': async () => declined('document-doubted'),
    },
    not: {
      'an ID that had expired': async () => declined('document-expired'),
      'an ID that was shown to one person only': async () => declined('not-shown'),
      'a doubt of last week': async () => {
        const scene = await declined('another-person')
        await later(8 * day)
        return scene
      },
    },
  },
  'many-numbers': {
    raise: {
      'three numbers that are not on file': async () => {
        const scene = await withLogin()
        for (const number of [aNumber(), aNumber()]) await called({ ...scene, number })
        return { ...scene, number: aNumber() }
      },
    },
    not: {
      'their own two telephones and one at work, each twice': async () => {
        const own = [aNumber(), aNumber()]
        const scene = await withLogin({ phones: own })
        for (const number of [...own, ...own, aNumber()]) await called({ ...scene, number })
        return { ...scene, number: aNumber() }
      },
      'three numbers over two weeks': async () => {
        const scene = await withLogin()
        for (const number of [aNumber(), aNumber()]) await called({ ...scene, number })
        await later(8 * day)
        return { ...scene, number: aNumber() }
      },
      'two telephones of a care home': async () => {
        const scene = await withLogin()
        const listed = [aNumber(), aNumber()]
        await savePolicy(house.owner.write, { sharedNumbers: listed.join(', ') })
        for (const number of listed) await called({ ...scene, number })
        return { ...scene, number: aNumber() }
      },
    },
  },
  'number-of-many': {
    raise: {
      'a stranger who tries a third patient from the same telephone': async () => {
        const number = aNumber()
        for (const other of [await withLogin(), await withLogin()]) await called({ ...other, number })
        return { ...(await withLogin()), number: `+1 ${number}` }
      },
      'the same stranger, who says that there is a case and has theirs merged into it': async () => {
        const number = aNumber()
        for (const other of [await withLogin(), await withLogin()]) await called({ ...other, number })
        const scene = await withLogin()
        const into = await called(scene)
        const id = await called({ ...scene, number })
        must(await agent.post(`/api/cases/${id}/merge`, { into, version: 1 }))
        return scene
      },
      'the same stranger, who calls again and withholds the number': async () => {
        const number = aNumber()
        for (const other of [await withLogin(), await withLogin()]) await called({ ...other, number })
        const scene = await withLogin()
        await called({ ...scene, number })
        return scene
      },
    },
    not: {
      'a parent who calls for three children, on whose records the number is': async () => {
        const number = aNumber()
        const family = () => withLogin({ phones: [number] })
        for (const other of [await family(), await family()]) await called({ ...other, number })
        return { ...(await family()), number }
      },
      'a care home on the hospital’s list': async () => {
        const number = aNumber()
        await savePolicy(house.owner.write, { sharedNumbers: number })
        for (const other of [await withLogin(), await withLogin()]) await called({ ...other, number })
        return { ...(await withLogin()), number }
      },
      'a stranger who called about them, and about others last week': async () => {
        const number = aNumber()
        for (const other of [await withLogin(), await withLogin()]) await called({ ...other, number })
        await later(8 * day)
        return { ...(await withLogin()), number }
      },
      'a second patient of one number': async () => {
        const number = aNumber()
        await called({ ...(await withLogin()), number })
        return { ...(await withLogin()), number }
      },
    },
  },
  'new-places': {
    raise: {
      'sign-ins from three networks that were never seen, beside the usual one': async () => {
        const scene = await withLogin()
        await signedIn(scene.patient, 40, '203.0.113.7')
        for (const ip of ['198.51.100.1', '192.0.2.1', '2001:db8:1::1']) await signedIn(scene.patient, 1, ip)
        return scene
      },
    },
    not: {
      'a telephone with another address of its provider each day': async () => {
        const scene = await withLogin()
        for (const [n, ip] of ['203.0.1.7', '203.0.2.9', '203.0.200.1', '203.0.3.3', '203.0.4.4'].entries())
          await signedIn(scene.patient, n === 0 ? 40 : 6 - n, ip)
        return scene
      },
      'who is new: everything is': async () => {
        const scene = await withLogin()
        for (const ip of ['198.51.100.1', '192.0.2.1', '203.0.113.7']) await signedIn(scene.patient, 1, ip)
        return scene
      },
    },
  },
  watched: {
    raise: {
      'a record that the privacy office put under watch': async () => {
        const scene = await withLogin()
        await watch(scene)
        return scene
      },
      'a record that one under watch was merged into, by two steps': mergedUnderWatch,
    },
    not: {
      'one whose watch has ended': async () => {
        const scene = await withLogin()
        must(await (await watch(scene))())
        return scene
      },
      'one that another was merged into whose watch has ended': async () => {
        const scene = await mergedUnderWatch()
        must(await scene.end())
        return scene
      },
      'one that the record under watch was taken apart from': async () => {
        const scene = await mergedUnderWatch()
        await decide(scene.at, 'unmerge', 'two-people')
        return scene
      },
    },
  },
  'guardians-email': {
    raise: {
      'a teenager with the email of a parent who acts for them': async () => {
        const parent = await aPatient(house)
        const scene = await withLogin({ birthDate: bornAgo(15), emails: parent.emails })
        await actsFor(parent, scene.patient)
        return scene
      },
    },
    not: {
      'a teenager with an email of their own': async () => {
        const parent = await aPatient(house)
        const scene = await withLogin({ birthDate: bornAgo(15) })
        await actsFor(parent, scene.patient)
        return scene
      },
      'a couple who share one': async () => {
        const spouse = await aPatient(house)
        const scene = await withLogin({ emails: spouse.emails })
        await actsFor(spouse, scene.patient)
        return scene
      },
    },
  },
  'locked-twin': {
    raise: {
      'another record of them, whose login is locked': () => twins('locked'),
      'another record of them, whose login was closed since somebody else was in it': () =>
        twins('disabled', 'suspected-takeover'),
    },
    not: {
      'another person of their name, who signs in as ever': () => twins('active'),
      'a duplicate that was closed as one': () => twins('disabled', 'duplicate'),
    },
  },
  'locked-pair': {
    raise: {
      'what may be another record of them, by another name, whose login is locked': () => paired('locked'),
      'what may be another record of them, whose login was closed at somebody’s request': () =>
        paired('disabled', 'patient-request'),
    },
    not: {
      'what may be another record of them, which signs in as ever': () => paired('active'),
      'a possible duplicate that was closed as one': () => paired('disabled', 'duplicate'),
      'another person, as records decided': async () => {
        const scene = await paired('locked')
        await decide(scene.at, 'keep-apart', 'same-name')
        return scene
      },
    },
  },
  'reopened-again': {
    raise: {
      'a case that came back twice, in another call': async () => {
        const scene = await withLogin()
        await reopened(scene, 2)
        return scene
      },
    },
    not: {
      'two cases that came back once each': async () => {
        const scene = await withLogin()
        for (let i = 0; i < 2; i++) await reopened(scene, 1)
        return scene
      },
      'a case that came back twice, over a month ago': async () => {
        const scene = await withLogin()
        await reopened(scene, 2)
        await later(31 * day)
        return scene
      },
    },
  },
  'reported-not-me': {
    raise: {
      'somebody who said so three days ago': async () => {
        const scene = await withLogin()
        await anEvent(house, scene.patient.id, 'reported-not-me', { at: ago(3) })
        return scene
      },
    },
    not: {
      'somebody who said so last month': async () => {
        const scene = await withLogin()
        await anEvent(house, scene.patient.id, 'reported-not-me', { at: ago(30) })
        return scene
      },
    },
  },
}

const codes = (problem: { missing?: readonly { code: string }[] }) => problem.missing!.map(({ code }) => code)
const eventsOf = async ({ patient }: Scene) =>
  (await house.audit()).filter((e) => e.patientIds?.includes(patient.id))

describe.each(signalNames)('the signal %s', (name) => {
  const { raise, not } = stories[name]
  const level3 = signals[name].raises === 'level-3'

  it.each(Object.keys(raise))(
    'is raised by %s: level 1 is not enough, and why is said and shown',
    async (title) => {
      const scene = await raise[title]!()
      const call = await proven(scene)
      const reset = (tier: Tier) =>
        proveTo(tier, call.verificationId).then(() => act(scene, 'send-reset-link', call))
      const refusal = refused(await reset('T1'), 403)
      expect(codes(refusal)).toEqual(expect.arrayContaining([level3 ? 'tier-T3' : 'tier-T2', `risk-${name}`]))
      const shown = must(await agent.get(`/api/cases/${call.caseId}`), showCase).risks
      expect(shown.map((risk) => risk.name)).toContain(name)
      const { why } = shown.find((risk) => risk.name === name)!
      expect(refusal.message).toContain(why)
      expect(
        must(await agent.get(`/api/patients/${scene.patient.id}/diagnosis`), diagnose).risks,
      ).toContainEqual(shown.find((risk) => risk.name === name))
      if (level3) expect(codes(refused(await reset('T2'), 403))).toContain('tier-T3')
      // What was refused, and what was done in spite of it, name the signal in the log.
      const denied = (await eventsOf(scene)).find((e) => e.outcome === 'denied')!
      expect(denied.detail!.missing).toContain(`risk-${name}`)
      must(await reset(level3 ? 'T3' : 'T2'))
      const done = (await eventsOf(scene)).find((e) => e.action === 'account.reset-link-sent')!
      expect(done.detail!.risks).toContain(name)
      // What only closes takes no more than ever.
      await proveTo('T1', call.verificationId)
      must(await act(scene, 'end-sessions', call))
    },
  )

  it.each(Object.keys(not))('is not raised by %s: level 1 is enough', async (title) => {
    const scene = await not[title]!()
    const call = await proven(scene)
    must(await act(scene, 'send-reset-link', call))
    const shown = must(await agent.get(`/api/cases/${call.caseId}`), showCase).risks
    expect(shown).toEqual([])
    const done = (await eventsOf(scene)).find((e) => e.action === 'account.reset-link-sent')!
    expect(done.detail).not.toHaveProperty('risks')
  })
})

it('whatever strangers do to raise them all, who comes in person is served', async () => {
  const { patient } = await stories['locked-twin'].raise['another record of them, whose login is locked']!()
  await anEvent(house, patient.id, 'reported-not-me')
  for (const answers of [{ mrn: '1' }, { mrn: '2' }, { phone: '413-555-0001' }])
    await wrong({ patient }, answers)
  for (const number of [aNumber(), aNumber(), aNumber()]) await called({ patient, number })
  const { id: caseId } = await aCase(agent, patient.id)
  const { id: verificationId } = await seenInPerson(agent, patient.id, caseId)
  must(await supervisor.post(`/api/verifications/${verificationId}/approve`, {}))
  expect(must(await agent.get(`/api/cases/${caseId}`), showCase).risks.length).toBeGreaterThan(3)
  must(await act({ patient }, 'send-reset-link', { caseId, verificationId }))
})

it('whose calls raise a signal keeps no patient from ending, at level 2, what a proxy sees', async () => {
  const scene = await stories['many-numbers'].raise['three numbers that are not on file']!()
  const { id: grantId } = await aGrant(house, scene.patient.id, {
    proxy_patient_id: (await aPatient(house)).id,
  })
  const call = await proven(scene, 'T2')
  expect(
    codes(refused(await act(scene, 'change-proxy', { ...call, grantId, access: 'full' }), 403)),
  ).toContain('risk-many-numbers')
  must(await act(scene, 'end-proxy', { ...call, grantId }))
})

it('several raise a level by no more than one does, and what takes none takes none', () => {
  const [one, two] = [{ raises: 'one-level' }, { raises: 'one-level' }] as const
  for (const risks of [[one], [one, two]])
    expect((['T0', 'T1', 'T2', 'T3'] as const).map((tier) => raised(tier, risks))).toEqual([
      'T0',
      'T2',
      'T3',
      'T3',
    ])
  expect(raised('T1', [one, { raises: 'level-3' }])).toBe('T3')
  expect(raised('T1', [])).toBe('T1')
})

it('an owner who calls to stop a change that waits needs level 1, as ever', async () => {
  const scene = await emailChanged('T2')
  must(await act(scene, 'withdraw-contact-change', await aCall(agent, scene.patient)))
})
