import { expect, it } from 'vitest'
import { aThread } from '../acts/examples/messages.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { aClinic, aSlot } from '../support/clinics.ts'
import { houseForTests } from '../support/harness.ts'
import { anAccount, aPatient, must } from '../support/people.ts'
import { signedInBrowser } from '../support/plainBrowser.ts'

const house = houseForTests()

async function aBrowser() {
  const patient = await aPatient(house)
  await anAccount(house, patient)
  return { patient, theirs: await signedInBrowser(house, patient.emails[0]!) }
}

it('a patient without scripts books, moves and cancels a visit, and takes it into a calendar', async () => {
  const clinic = await aClinic(house)
  const [slot, later] = [await aSlot(house, clinic), await aSlot(house, clinic, { hours: 90 })]
  const { theirs } = await aBrowser()
  const ask = `/portal/visits/book?clinicId=${clinic.id}&kind=follow-up`
  const booked = await theirs.press(await theirs.get(ask), 'Book')
  expect([booked.status, booked.path]).toEqual([200, '/portal/visits?done'])
  expect(booked.text).toContain('Elm Street Clinic')
  const file = /href="data:text\/calendar;charset=utf-8;base64,([^"]+)"/.exec(booked.text)![1]!
  expect(Buffer.from(file, 'base64').toString()).toContain(
    `DTSTART:${slot.starts_at.replace(/[-:]|\.\d+/g, '')}`,
  )
  // A look at visits is none that takes each along.
  expect(await house.audit('portal.visit-calendar-read')).toEqual([])
  const move = /href="(\/portal\/visits\/book\?[^"]*moving=[^"]*)"/.exec(booked.text)![1]!
  const moved = await theirs.press(await theirs.get(move.replaceAll('&amp;', '&')), 'Move to this time')
  const row = (await house.rows('appointment')).find((one) => one.slot_id === later.id)
  expect(row?.sequence).toBe(1)
  const gone = await theirs.press(moved, 'Cancel this visit')
  expect(gone.text).toContain('You have no visits booked.')
  // A visit that was cancelled was none.
  await house.owner.write
    .updateTable('appointment')
    .set({ starts_at: '2020-01-10T12:00:00.000Z', ends_at: '2020-01-10T12:30:00.000Z' })
    .where('id', '=', row!.id)
    .execute()
  expect((await theirs.get('/portal/visits')).text).not.toContain('Earlier visits')
})

it('a patient without scripts joins a wait list where no time is free, and leaves it', async () => {
  const clinic = await aClinic(house)
  await aSlot(house, clinic)
  const { theirs } = await aBrowser()
  const page = await theirs.get(`/portal/visits/book?clinicId=${clinic.id}&kind=lab&language=es`)
  const wrong = await theirs.press(page, 'Apuntarse a la lista de espera', {
    fromDay: '2030-02-02',
    untilDay: '2030-01-01',
  })
  expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Último día')])
  expect(wrong.text).toContain('value="2030-02-02"')
  const days = { fromDay: '2026-11-27', untilDay: '2030-01-01' }
  const joined = await theirs.press(page, 'Apuntarse a la lista de espera', days)
  expect(joined.text).toContain('Listas de espera en las que está')
  expect((await theirs.press(joined, 'Dejar la lista de espera')).text).not.toContain('Listas de espera en')
})

it('a patient without scripts writes, reads the answer and asks for a refill; another’s conversation is not there', async () => {
  const clinic = await aClinic(house)
  await aSlot(house, clinic)
  const { patient, theirs } = await aBrowser()
  const ask = `/portal/visits/book?clinicId=${clinic.id}&kind=follow-up`
  await theirs.press(await theirs.get(ask), 'Book')
  const typed = { subject: '<b>Pills</b>', text: 'With "milk" & honey?' }
  const sent = await theirs.press(await theirs.get('/portal/messages/new'), 'Send', typed)
  expect(sent.text).toContain('Your message was sent.')
  expect(sent.text).toContain('&lt;b&gt;Pills&lt;/b&gt;')
  const [thread] = must(await clinic.staff.get('/api/clinic-threads'))
  must(await clinic.staff.post(`/api/clinic-threads/${thread.id}/answer`, { text: 'Yes, both.', version: 1 }))
  expect((await theirs.get('/portal/messages')).text).toContain('1 new')
  expect((await theirs.get(`/portal/messages/${thread.id}`)).text).toContain('Yes, both.')
  expect((await theirs.get('/portal/messages')).text).not.toContain('1 new')
  const asked = await theirs.press(await theirs.get('/portal/refills'), 'Ask for a refill', {
    medication: 'Lisinopril 10 mg',
    note: '',
  })
  expect(asked.text).toContain('Lisinopril 10 mg: Waiting')
  expect((await theirs.press(asked, 'Take the request back')).text).toContain('Lisinopril 10 mg: Taken back')
  const other = await aThread(house)
  expect((await theirs.get(`/portal/messages/${other.threadId}`)).status).toBe(404)
  // A proxy's page names whom it is for, and shows that patient's.
  const grant = await aGrant(house, other.patientId, { proxy_patient_id: patient.id, access: 'full' })
  const forOther = await theirs.get(`/portal/messages/${other.threadId}?for=${grant.id}`)
  expect([forOther.status, forOther.text]).toEqual([200, expect.stringContaining('About my new pills')])
  expect((await theirs.get('/portal/messages')).text).toContain(`/portal/messages?for=${grant.id}`)
})

it('a patient without scripts sends a picture as it is, and saves it again; a page that says it is one is refused, and the words stay', async () => {
  const clinic = await aClinic(house)
  await aSlot(house, clinic)
  const { theirs } = await aBrowser()
  await theirs.press(await theirs.get(`/portal/visits/book?clinicId=${clinic.id}&kind=follow-up`), 'Book')
  const page = await theirs.get('/portal/messages/new')
  const typed = { subject: 'A rash', text: 'Since Monday, see the picture.' }
  // Bytes that are no text in any encoding: what treats them as text loses some.
  const picture = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 31) % 256)),
    Buffer.from('49454e44ae426082', 'hex'),
  ])
  const file = (bytes: Buffer<ArrayBuffer>, name: string, type: string) => new File([bytes], name, { type })
  const odd = file(Buffer.from('<script>alert(1)</script>'), 'me.png', 'image/png')
  const refused = await theirs.press(page, 'Send', typed, [odd])
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('File 1 ')])
  expect(refused.text).toContain('Since Monday, see the picture.')
  const svg = await theirs.press(page, 'Send', typed, [
    file(Buffer.from('<svg/>'), 'me.svg', 'image/svg+xml'),
  ])
  expect([svg.status, svg.text]).toEqual([422, expect.stringContaining('File 1 must be a PDF, JPEG or PNG')])
  const sent = await theirs.press(page, 'Send', typed, [file(picture, 'mi erupción.png', 'image/png')])
  expect([sent.status, sent.text]).toEqual([200, expect.stringContaining('mi erupción.png')])
  const address = /href="(\/portal\/v1\/attachments\/[^"]+\/file)"/.exec(sent.text)![1]!
  const saved = await theirs.fetch(address)
  expect([saved.status, saved.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(saved.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''mi%20erupci%C3%B3n.png`)
  expect(Buffer.from(await saved.arrayBuffer()).equals(picture)).toBe(true)
  expect((await house.audit('portal.attachment-read')).at(-1)).toMatchObject({ actorType: 'patient' })
  expect((await (await aBrowser()).theirs.fetch(address)).status).toBe(404)
})
