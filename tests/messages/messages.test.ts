import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { listVisits } from '../../api/appointments/showVisits.ts'
import { newId } from '../../api/core/db/id.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { answerThread } from '../../api/messages/answer.ts'
import { listInbox, showInboxThread } from '../../api/messages/inbox.ts'
import { messagesPolicy } from '../../api/messages/policy.ts'
import { listThreads, showAttachment, showThread } from '../../api/messages/showMine.ts'
import { beginThread, sendMessage } from '../../api/messages/write.ts'
import { listRefills } from '../../api/refills/ask.ts'
import { showInboxRefill } from '../../api/refills/inbox.ts'
import { refillsPolicy } from '../../api/refills/policy.ts'
import { aCaredFor, aMedication, aQuestion, aRefill, aThread } from '../acts/examples/messages.ts'
import { patientBy, signedInPatient } from '../acts/examples/outside.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { aClinic } from '../support/clinics.ts'
import { houseForTests, itOnce, type Reply } from '../support/harness.ts'
import { must, refused } from '../support/people.ts'

const house = houseForTests()
const statuses = (replies: Reply[]) =>
  Object.fromEntries([...Map.groupBy(replies, (r) => r.status)].map(([status, all]) => [status, all.length]))
const threads = '/portal/v1/message-threads'
const without = (problem: object) => ({ ...problem, requestId: '' })

describe('a conversation', () => {
  it('goes from question to answer: due by the hours of service, read by both, and how long it took is counted', async () => {
    await savePolicy(house.owner.write, { timeZone: 'America/New_York', serviceHours: 'Mon-Fri 08:00-18:00' })
    const { clinic, ...me } = await aCaredFor(house)
    const sent = must(await me.by.post(threads, aQuestion(clinic)), beginThread)
    const due = new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/New_York',
      weekday: 'short',
      hour: 'numeric',
      hourCycle: 'h23',
    }).formatToParts(new Date(sent.answerBy!))
    expect(['Sat', 'Sun']).not.toContain(due.find((part) => part.type === 'weekday')!.value)
    const mine = patientBy(me)
    // Writing again while it waits moves nobody back.
    expect(
      must(await me.by.post(`${threads}/${sent.threadId}/messages`, { text: 'Please' }), sendMessage)
        .answerBy,
    ).toBe(sent.answerBy)
    const [row] = must(await clinic.staff.get('/api/clinic-threads'), listInbox.row.array())
    expect(row).toMatchObject({ id: sent.threadId, dueAt: sent.answerBy, patientId: me.patientId })
    const opened = must(await clinic.staff.get(`/api/clinic-threads/${sent.threadId}`), showInboxThread)
    expect(opened.messages.map((one) => [one.from, one.text])).toEqual([
      ['patient', 'May I take them in the evening?'],
      ['patient', 'Please'],
    ])
    const { version } = opened
    must(
      await clinic.staff.post(`/api/clinic-threads/${sent.threadId}/answer`, {
        text: 'Yes, with water.',
        version,
      }),
      answerThread,
    )
    // What leaves the house says that there is something, and not what.
    const mail = await house.mailbox.next((one) => /portal/.test(one.subject) && one.to === me.email)
    expect(mail.text).not.toMatch(/water|pills|Elm/)
    const [seen] = must(await mine.get(threads), listThreads).threads
    expect(seen).toMatchObject({ subject: 'About my new pills', answerBy: null, unread: 1 })
    must(await me.by.post(`${threads}/${sent.threadId}/read`))
    expect(must(await mine.get(threads), listThreads).threads[0]!.unread).toBe(0)
    const whole = must(await mine.get(`${threads}/${sent.threadId}`), showThread)
    expect(whole.messages.map((one) => one.from)).toEqual(['me', 'me', 'clinic'])
    expect(whole.messages.every((one) => one.readAt !== null)).toBe(true)
    const counted = (await house.rows('adoption_inbox')).filter((one) => one.patient_id === me.patientId)
    expect(counted.map((one) => one.kind).sort()).toEqual(
      expect.arrayContaining(['answered', 'message', 'message', 'visit']),
    )
    expect(counted.find((one) => one.kind === 'answered')!.value).toBeGreaterThanOrEqual(0)
  })

  itOnce(
    'of a record that was merged is the surviving patient’s to read and go on with, and after the merge is undone it is not',
    async () => {
      const old = await aThread(house)
      must(await old.by.post('/portal/v1/refills', aMedication(old.clinic)), 201)
      const me = await signedInPatient(house)
      const path = `${threads}/${old.threadId}`
      refused(await patientBy(me).get(path), 404)
      const merge = (replaced_by: string | null) =>
        house.owner.write
          .updateTable('patient')
          .set({ replaced_by })
          .where('id', '=', old.patientId)
          .execute()
      await merge(me.patientId)
      must(await me.by.post(`${path}/messages`, { text: 'It is me' }), sendMessage)
      const { messages } = must(await patientBy(me).get(path), showThread)
      expect(messages.map((one) => one.text)).toEqual(['May I take them in the evening?', 'It is me'])
      const { refills } = must(await patientBy(me).get('/portal/v1/refills'), listRefills)
      expect(refills.map((one) => one.medication)).toEqual(['Lisinopril 10 mg'])
      expect(must(await patientBy(me).get('/portal/v1/visits'), listVisits).visits).toHaveLength(1)
      // An answer is told to whoever reads it there, and once they died to nobody.
      const answers = async (version: number) => {
        must(
          await old.clinic.staff.post(`/api/clinic-threads/${old.threadId}/answer`, { text: 'Yes', version }),
        )
        const told = (await house.rows('mail')).filter((row) => row.template === 'portal-news')
        return [me, old].map(({ patientId }) => told.filter((row) => row.patient_id === patientId).length)
      }
      expect(await answers(2)).toEqual([1, 0])
      const dies = (deceased_at: string | null) =>
        house.owner.write.updateTable('patient').set({ deceased_at }).where('id', '=', me.patientId).execute()
      await dies(house.desk.clock().toISOString())
      expect(await answers(3)).toEqual([1, 0])
      await dies(null)
      await merge(null)
      refused(await patientBy(me).get(path), 404)
    },
  )

  itOnce(
    'and a refill stand nowhere as they were written: not in the database, not in the log, not in an address',
    async () => {
      const { clinic, ...me } = await aThread(house)
      must(await me.by.post('/portal/v1/refills', aMedication(clinic)), 201)
      const text = JSON.stringify([
        await house.rows('message_thread'),
        await house.rows('message'),
        await house.rows('refill_request'),
        await house.audit(),
        await house.rows('adoption_inbox'),
        await house.rows('idempotency'),
      ])
      for (const words of ['evening', 'new pills', 'Lisinopril', 'Three are left'])
        expect([words, text.includes(words)]).toEqual([words, false])
    },
  )

  itOnce('moved to another row by whoever holds the database does not open', async () => {
    const [one, other] = [await aThread(house), await aThread(house)]
    const { body } = (await house.rows('message')).find((row) => row.thread_id === other.threadId)!
    await sql`update message set body = ${body} where thread_id = ${one.threadId}`.execute(house.owner.write)
    expect((await patientBy(one).get(`${threads}/${one.threadId}`)).status).toBe(500)
  })

  itOnce(
    'and a refill, moved to another clinic or its words to another thread in the database, open for nobody there',
    async () => {
      const [one, other, refill] = [await aThread(house), await aThread(house), await aRefill(house)]
      const owner = house.owner.write
      await sql`update message_thread set clinic_id = ${other.clinic.id} where id = ${one.threadId}`.execute(
        owner,
      )
      await sql`update refill_request set clinic_id = ${other.clinic.id} where id = ${refill.refillId}`.execute(
        owner,
      )
      const stranger = other.clinic.staff
      expect((await stranger.get(`/api/clinic-threads/${one.threadId}`)).status).toBe(500)
      expect((await stranger.get(`/api/clinic-refills/${refill.refillId}`)).status).toBe(500)
      // Nor does a message that is hung into another thread of the same patient.
      const sent = must(await refill.by.post(threads, aQuestion(refill.clinic)), beginThread)
      const second = must(await refill.by.post(threads, aQuestion(refill.clinic)), beginThread)
      await sql`update message set thread_id = ${second.threadId} where id = ${sent.id}`.execute(owner)
      expect((await patientBy(refill).get(`${threads}/${second.threadId}`)).status).toBe(500)
    },
  )

  it('is another’s to read or write in for nobody, nor told from one that is not there', async () => {
    const mine = await aThread(house)
    const stranger = await aCaredFor(house)
    const other = await aClinic(house)
    for (const path of ['', '/messages', '/read'])
      for (const id of [mine.threadId, newId()]) {
        const reply = path
          ? await stranger.by.post(`${threads}/${id}${path}`, path === '/messages' ? { text: 'x' } : {})
          : await patientBy(stranger).get(`${threads}/${id}`)
        expect(refused(reply, 404).code).toBe('not-found')
      }
    const [theirs, none] = await Promise.all(
      [mine.threadId, newId()].map(async (id) =>
        without(refused(await other.staff.get(`/api/clinic-threads/${id}`), 404)),
      ),
    )
    expect(theirs).toEqual(none)
    refused(
      await other.staff.post(`/api/clinic-threads/${mine.threadId}/answer`, { text: 'x', version: 1 }),
      404,
    )
    expect(refused(await stranger.by.post(threads, aQuestion(other)), 422).code).toBe('not-your-clinic')
    const after = must(await patientBy(stranger).get(`${threads}?after=${mine.threadId}`), listThreads)
    expect(after.threads).toEqual([])
    // Nor does it, or a refill, stand in another clinic’s list.
    const refill = await aRefill(house)
    for (const [path, id, own] of [
      ['/api/clinic-threads', mine.threadId, mine.clinic],
      ['/api/clinic-refills', refill.refillId, refill.clinic],
    ] as const) {
      expect(must(await own.staff.get(path)).map((row: { id: string }) => row.id)).toEqual([id])
      expect(must(await other.staff.get(path))).toEqual([])
    }
  })

  itOnce('that waits is answered by when it was to be, however often the patient writes again', async () => {
    const { threadId, ...me } = await aThread(house)
    const due_at = '2026-02-02T15:00:00.000Z'
    await house.owner.write.updateTable('message_thread').set({ due_at }).where('id', '=', threadId).execute()
    const again = await me.by.post(`${threads}/${threadId}/messages`, { text: 'Are you there?' })
    expect(must(again, sendMessage).answerBy).toBe(due_at)
  })

  itOnce('that the clinic closed takes nothing more: the patient begins a new one', async () => {
    const { threadId, clinic, ...me } = await aThread(house)
    must(await clinic.staff.post(`/api/clinic-threads/${threadId}/close`, { version: 1 }))
    const more = await me.by.post(`${threads}/${threadId}/messages`, { text: 'One more thing' })
    expect(refused(more, 409).code).toBe('conversation-closed')
    must(await me.by.post(threads, aQuestion(clinic)), beginThread)
  })

  itOnce(
    'is read by no role of the desk, and every look of the clinic is in the log with the patient',
    async () => {
      const { threadId, clinic, patientId } = await aThread(house)
      for (const role of [
        'helpdesk',
        'supervisor',
        'records',
        'privacy-officer',
        'manager',
        'administrator',
      ] as const)
        for (const path of ['/api/clinic-threads', `/api/clinic-threads/${threadId}`, '/api/clinic-refills'])
          expect([role, path, (await (await house.signIn(role)).get(path)).status]).toEqual([role, path, 403])
      must(await clinic.staff.get(`/api/clinic-threads/${threadId}`))
      const event = (await house.audit('message.conversation-shown')).at(-1)!
      expect(event).toMatchObject({ actorId: clinic.staff.id, patientIds: [patientId] })
    },
  )

  it('is answered once of two who answer at once, since an answer is to what was seen', async () => {
    const { threadId, clinic } = await aThread(house)
    const replies = await Promise.all(
      ['Yes', 'No'].map((text) =>
        clinic.staff.post(`/api/clinic-threads/${threadId}/answer`, { text, version: 1 }),
      ),
    )
    expect(statuses(replies)).toEqual({ 200: 1, 409: 1 })
  })

  it('takes as many messages a day as the policy allows, however many are sent at once', async () => {
    await savePolicy(house.owner.write, { messagesADay: 5 }, messagesPolicy)
    const { threadId, ...me } = await aThread(house)
    const replies = await Promise.all(
      Array.from({ length: 12 }, () => me.by.post(`${threads}/${threadId}/messages`, { text: 'again' })),
    )
    expect(statuses(replies)).toEqual({ 201: 4, 429: 8 })
    await savePolicy(house.owner.write, { messagesADay: 200 }, messagesPolicy)
  })
})

itOnce(
  'refills are asked for as often a day as the policy allows, also where each is taken back',
  async () => {
    const { least, usual } = refillsPolicy.refillsADay
    await savePolicy(house.owner.write, { refillsADay: least }, refillsPolicy)
    const { refillId, clinic, by } = await aRefill(house)
    must(await by.post(`/portal/v1/refills/${refillId}/cancel`))
    const again = await by.post('/portal/v1/refills', aMedication(clinic))
    await savePolicy(house.owner.write, { refillsADay: usual }, refillsPolicy)
    expect(refused(again, 429).code).toBe('refills-over')
    must(await by.post('/portal/v1/refills', aMedication(clinic)), 201)
  },
)

describe('a proxy', () => {
  itOnce(
    'with full access writes and asks, as themselves to the clinic; with limited access they read nothing',
    async () => {
      const { clinic, threadId, ...child } = await aThread(house)
      const parent = await signedInPatient(house)
      const grant = await aGrant(house, child.patientId, {
        proxy_patient_id: parent.patientId,
        access: 'full',
      })
      const path = `${threads}/${threadId}`
      must(await parent.by.post(`${path}/messages`, { text: 'I am the mother', for: grant.id }), sendMessage)
      const seen = must(await clinic.staff.get(`/api/clinic-threads/${threadId}`), showInboxThread)
      expect(seen.messages.map((one) => one.from)).toEqual(['patient', 'proxy'])
      const event = (await house.audit('portal.message-sent')).at(-1)!
      expect([event.actorId, [...event.patientIds!].sort()]).toEqual([
        parent.loginId,
        [child.patientId, parent.patientId].sort(),
      ])
      // What is counted of it is the proxy's and not the child's.
      const counted = await house.rows('adoption_inbox')
      const kinds = counted.filter((one) => one.patient_id === child.patientId).map((one) => one.kind)
      expect([kinds.includes('message'), kinds.includes('proxy-message')]).toEqual([true, true])
      // Without saying for whom, the thread is not theirs.
      refused(await patientBy(parent).get(path), 404)
      await house.owner.write
        .updateTable('proxy_grant')
        .set({ access: 'limited' })
        .where('id', '=', grant.id)
        .execute()
      for (const read of [path, threads, '/portal/v1/refills'])
        expect((await patientBy(parent).get(`${read}?for=${grant.id}`)).status).toBe(404)
      for (const [write, body] of [
        [threads, aQuestion(clinic)],
        [`${path}/messages`, { text: 'And again' }],
        [`${path}/read`, {}],
        ['/portal/v1/refills', aMedication(clinic)],
      ] as const)
        refused(await parent.by.post(write, { ...body, for: grant.id }), 404)
    },
  )
})

describe('an attachment', () => {
  const png = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    Buffer.from('pixels'),
    Buffer.from('49454e44ae426082', 'hex'),
  ])
  const send = async (attachment: object) => {
    const me = await aCaredFor(house)
    return { me, reply: await me.by.post(threads, { ...aQuestion(me.clinic), attachments: [attachment] }) }
  }

  itOnce('is given back as it was sent, to the patient and the clinic, and to nobody else', async () => {
    const content = png.toString('base64')
    const { me, reply } = await send({ name: '../../rash "1".png', mediaType: 'image/png', content })
    const { threadId } = must(reply, beginThread)
    const [message] = must(await patientBy(me).get(`${threads}/${threadId}`), showThread).messages
    const [file] = message!.attachments
    expect(file).toMatchObject({ name: 'rash 1.png', bytes: png.length })
    const path = `/portal/v1/attachments/${file!.id}`
    expect(must(await patientBy(me).get(path), showAttachment).content).toBe(content)
    expect(must(await me.clinic.staff.get(`/api/clinic-attachments/${file!.id}`)).content).toBe(content)
    refused(await patientBy(await signedInPatient(house)).get(path), 404)
    refused(await (await aClinic(house)).staff.get(`/api/clinic-attachments/${file!.id}`), 404)
  })

  itOnce(
    'is refused where its bytes are not of the type it says, whatever it is called, or are too many',
    async () => {
      const page = Buffer.from('<html><script>alert(1)</script></html>')
      const pdf = (inside: string) => Buffer.from(`%PDF-1.7\n${inside}\n%%EOF\n`)
      const large = Buffer.concat([png.subarray(0, 8), Buffer.alloc(2_200_000), png.subarray(-8)])
      for (const [mediaType, bytes] of [
        ['image/png', page],
        ['application/pdf', png],
        ['image/jpeg', png],
        ['image/png', Buffer.concat([png, Buffer.alloc(2000, 60)])],
        ['application/pdf', pdf('/OpenAction << /S /JavaScript >>')],
        ['application/pdf', pdf('/OpenAction 7 0 R')],
        ['application/pdf', pdf('/AA << /O << /S /Rendition /JS (app.alert(1)) >> >>')],
        ['application/pdf', pdf('<< /JS\n9 0 R >>')],
        ['image/png', large],
      ] as const) {
        const { reply } = await send({ name: 'a.png', mediaType, content: bytes.toString('base64') })
        expect(Object.keys(refused(reply, 422).errors!)).toEqual(['attachments.0.content'])
      }
      const text = await send({ name: 'a.svg', mediaType: 'image/svg+xml', content: page.toString('base64') })
      expect(text.reply.status).toBe(422)
      // Where it opens at is in what many programs write, and what looks like a key stands by chance in a picture.
      for (const inside of [
        '1 0 obj',
        '/OpenAction[1 0 R /XYZ null null 0]',
        '\nstream\n\x81/JS\x90\nendstream',
      ]) {
        const content = pdf(inside).toString('base64')
        const fine = await send({ name: 'letter.pdf', mediaType: 'application/pdf', content })
        expect(fine.reply.status).toBe(201)
      }
      const fuzzy = `${png.toString('base64')}!`
      for (const content of ['not base64!', fuzzy])
        expect((await send({ name: 'a.png', mediaType: 'image/png', content })).reply.status).toBe(422)
    },
  )

  itOnce('is one of as many a day as the policy allows', async () => {
    await savePolicy(house.owner.write, { attachmentsADay: 3 }, messagesPolicy)
    const me = await aCaredFor(house)
    const file = { name: 'a.png', mediaType: 'image/png', content: png.toString('base64') }
    const statusOf = async (n: number) =>
      (await me.by.post(threads, { ...aQuestion(me.clinic), attachments: Array(n).fill(file) })).status
    // What was refused counts for nothing: nothing of it was kept.
    expect([await statusOf(2), await statusOf(2), await statusOf(1), await statusOf(1)]).toEqual([
      201, 429, 201, 429,
    ])
    await savePolicy(
      house.owner.write,
      { attachmentsADay: messagesPolicy.attachmentsADay.usual },
      messagesPolicy,
    )
  })
})

describe('a refill', () => {
  it('is refused with a reason the patient reads, by one of two who decide at once', async () => {
    const { refillId, clinic, ...me } = await aRefill(house)
    const path = `/api/clinic-refills/${refillId}`
    const seen = must(await clinic.staff.get(path), showInboxRefill)
    expect(seen).toMatchObject({ medication: 'Lisinopril 10 mg', note: 'Three are left', byProxy: false })
    const replies = await Promise.all([
      clinic.staff.post(`${path}/refuse`, { reason: 'too-soon', answer: 'Next week', version: 1 }),
      clinic.staff.post(`${path}/grant`, { version: 1 }),
    ])
    expect(statuses(replies)).toEqual({ 200: 1, 409: 1 })
    const [refill] = must(await patientBy(me).get('/portal/v1/refills'), listRefills).refills
    expect(refill!.status).toBe(replies[0]!.status === 200 ? 'rejected' : 'accepted')
    expect(refill!.answer).toBe(replies[0]!.status === 200 ? 'Next week' : null)
    refused(await me.by.post(`/portal/v1/refills/${refillId}/cancel`), 409)
    refused(await (await aCaredFor(house)).by.post(`/portal/v1/refills/${refillId}/cancel`), 404)
  })

  it('is asked for as often as the policy allows at once', async () => {
    const { clinic, ...me } = await aCaredFor(house)
    const replies = await Promise.all(
      Array.from({ length: 14 }, () => me.by.post('/portal/v1/refills', aMedication(clinic))),
    )
    expect(statuses(replies)).toEqual({ 201: 10, 409: 4 })
  })
})

describe('how soon a clinic answers', () => {
  itOnce(
    'is told to that clinic alone: half of it, those in time and those overdue, of messages and of refills',
    async () => {
      house.stopClock()
      const me = await aThread(house)
      const { staff } = me.clinic
      const asked = async (of: string) => must(await staff.get(`/api/clinic-response/${of}`))
      expect(await asked('messages')).toEqual({
        days: 30,
        answered: 0,
        medianMinutes: null,
        inTime: 0,
        late: 0,
      })
      house.later(420)
      const write = { text: 'One thing more' }
      must(await me.by.post(`${threads}/${me.threadId}/messages`, write), 201)
      house.later(420)
      const answer = async (version: number) =>
        must(
          await staff.post(`/api/clinic-threads/${me.threadId}/answer`, { text: 'Yes', version }),
          answerThread,
        )
      const { version } = await answer(2)
      // A second answer answers nothing, and the patient’s wait began with the first question.
      await answer(version)
      expect(await asked('messages')).toMatchObject({ answered: 1, medianMinutes: 14, inTime: 1 })
      must(await me.by.post('/portal/v1/refills', aMedication(me.clinic)), 201)
      must(await me.by.post(`${threads}/${me.threadId}/messages`, write), 201)
      // A patient's session does not last so long, and neither does a colleague's.
      house.later(60 * 86_400)
      const late = await house.signIn('clinic')
      await house.owner.write
        .insertInto('staff_clinic')
        .values({ staff_id: late.id, clinic_id: me.clinic.id })
        .execute()
      expect(must(await late.get('/api/clinic-response/messages'))).toMatchObject({ answered: 0, late: 1 })
      expect(must(await late.get('/api/clinic-response/refills'))).toMatchObject({ answered: 0, late: 1 })
      const elsewhere = (await aClinic(house)).staff
      expect(must(await elsewhere.get('/api/clinic-response/refills'))).toMatchObject({
        answered: 0,
        late: 0,
      })
      for (const role of ['helpdesk', 'manager'] as const)
        expect((await (await house.signIn(role)).get('/api/clinic-response/messages')).status).toBe(403)
    },
  )
})
