import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { showAttachment, showThread } from '../../api/messages/showMine.ts'
import { beginThread } from '../../api/messages/write.ts'
import { aCaredFor, aQuestion, aThread } from '../acts/examples/messages.ts'
import { patientBy, signedInPatient } from '../acts/examples/outside.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { houseForTests, itOnce, origin } from '../support/harness.ts'
import { must } from '../support/people.ts'

const house = houseForTests()
const threads = '/portal/v1/message-threads'
const png = Buffer.from('89504e470d0a1a0a49454e44ae426082', 'hex').toString('base64')

/** A patient's thread with a file of theirs. */
async function aFile(name: string, mediaType = 'image/png', content = png) {
  const me = await aCaredFor(house)
  const attachments = [{ name, mediaType, content }]
  const { threadId } = must(await me.by.post(threads, { ...aQuestion(me.clinic), attachments }), beginThread)
  const { messages } = must(await patientBy(me).get(`${threads}/${threadId}`), showThread)
  return { ...me, threadId, file: messages[0]!.attachments[0]! }
}

describe('an attachment', () => {
  it('that whoever holds the database hangs into a thread of theirs does not open there', async () => {
    const victim = await aFile('rash.png')
    const thief = await aThread(house)
    await sql`update message_attachment set thread_id = ${thief.threadId} where id = ${victim.file.id}`.execute(
      house.owner.write,
    )
    expect((await patientBy(thief).get(`/portal/v1/attachments/${victim.file.id}`)).status).toBe(500)
    expect((await thief.clinic.staff.get(`/api/clinic-attachments/${victim.file.id}`)).status).toBe(500)
  })

  itOnce(
    'is called as what it is, so that a page which begins as a PDF is not opened as a page',
    async () => {
      const page = Buffer.from('%PDF-<script>alert(document.URL)</script>%%EOF').toString('base64')
      const names = []
      for (const name of ['results.html', 'scan.pdf.hta', 'scan.exe. .', 'letter.PDF', '.pdf']) {
        const { file, ...me } = await aFile(name, 'application/pdf', page)
        names.push(must(await patientBy(me).get(`/portal/v1/attachments/${file.id}`), showAttachment).name)
      }
      expect(names).toEqual([
        'results.html.pdf',
        'scan.pdf.hta.pdf',
        'scan.exe.pdf',
        'letter.PDF',
        'file.pdf',
      ])
    },
  )
})

describe('a body with files', () => {
  /** One of nine million bytes as a socket brings it, and how much of it was read. */
  function send(headers: Record<string, string>, comes = Promise.resolve()) {
    let read = 0
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          await comes
          read += 1_000_000
          controller.enqueue(new Uint8Array(1_000_000).fill(32))
          if (read >= 9_000_000) controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    const all = { 'content-type': 'application/json', 'idempotency-key': 'k'.repeat(20), ...headers }
    const init = { method: 'POST', headers: all, body, duplex: 'half' } as RequestInit
    const reply = house.app.request(origin + threads, init, { incoming: {}, outgoing: {} })
    return Promise.resolve(reply).then(({ status }) => ({ status, read }))
  }

  it('is not read of a stranger, whether it says how long it is or not', async () => {
    for (const [name, value] of [
      ['content-length', '9000000'],
      ['transfer-encoding', 'chunked'],
    ] as const)
      expect(await send({ [name]: value })).toEqual({ status: 401, read: 0 })
  })

  itOnce('is read one at a time of a login, and of all together no more than find room', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => signedInPatient(house)))
    // None has come in before all others were refused.
    const comes = Promise.withResolvers<void>()
    let busy = 0
    const sent = people.flatMap(({ token }) =>
      [1, 2].map(async () => {
        const headers = { 'content-length': '9000000', authorization: `Bearer ${token}` }
        const reply = await send(headers, comes.promise)
        if (reply.status === 503 && ++busy === 12) comes.resolve()
        return reply
      }),
    )
    const replies = await Promise.all(sent)
    // Spaces are no JSON: those that were read are refused for it.
    expect(replies.filter(({ status }) => status === 400)).toHaveLength(8)
    expect(replies.filter(({ status, read }) => status === 503 && read === 0)).toHaveLength(12)
    expect(
      await send({ 'content-length': '9000000', authorization: `Bearer ${people[9]!.token}` }),
    ).toMatchObject({
      status: 400,
    })
  })
})

describe('the record of somebody who died', () => {
  it('is read by no proxy of theirs any more, whether their access was ended yet or not', async () => {
    const [child, parent] = [await signedInPatient(house), await signedInPatient(house)]
    const grant = await aGrant(house, child.patientId, { proxy_patient_id: parent.patientId, access: 'full' })
    const read = async () => {
      const replies = []
      for (const path of ['records/overview', 'records/bundle', 'records/all', 'access-log'])
        replies.push((await patientBy(parent).get(`/portal/v1/${path}?for=${grant.id}`)).status)
      return replies
    }
    expect(await read()).toEqual([200, 200, 200, 200])
    for (const change of [
      { deceased_at: '2026-01-01' },
      { deceased_at: null, replaced_by: parent.patientId },
    ]) {
      await house.owner.write.updateTable('patient').set(change).where('id', '=', child.patientId).execute()
      expect(await read()).toEqual([404, 404, 404, 404])
    }
  })
})
