import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { z } from 'zod'
import { recordSeenInPerson } from '../../api/callers/inPerson.ts'
import { verifyCaller } from '../../api/callers/verifyCaller.ts'
import { neededBy } from '../../api/cases/neededTexts.ts'
import { openCase } from '../../api/cases/openCase.ts'
import { hashPassword } from '../../api/core/access/passwords.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import { transact } from '../../api/core/db/transact.ts'
import { problemSchema } from '../../api/core/http/schema.ts'
import { emailKey } from '../../api/core/normalize.ts'
import type { AccountRow } from '../../api/logins/tables.ts'
import { createPatients } from '../../api/patients/createPatients.ts'
import type { PatientRecord } from '../../api/patients/record.ts'
import type { ContactPointRow } from '../../api/patients/tables.ts'
import type { House, Person, Reply } from './harness.ts'
import { goodPassword } from './harness.ts'

let counter = 0

export interface TestPatient extends Omit<PatientRecord, 'contacts'> {
  id: string
  phones: string[]
  emails: string[]
}

/** A patient on file since yesterday, whatever the test is about overridden. */
export async function aPatient(house: House, over: Partial<TestPatient> = {}): Promise<TestPatient> {
  const n = ++counter
  const tag = randomUUID().slice(0, 6)
  const given: Omit<TestPatient, 'id'> = {
    mrnIssuer: 'urn:test:hospital',
    mrn: `MRN${tag}${n}`,
    identifiers: [],
    familyName: `Quillfeather${letters(n)}`,
    givenName: 'María José',
    otherNames: [],
    birthDate: '1985-03-09',
    sex: 'female',
    language: 'en',
    race: null,
    ethnicity: null,
    payer: null,
    street: `${n} North Main Street`,
    city: 'Springfield',
    state: 'MA',
    postalCode: '01103',
    phones: [`413-555-${String(1000 + n)}`],
    emails: [`patient.${tag}.${n}@example.test`],
    deceasedAt: null,
    primaryProviderId: null,
    ...over,
  }
  const { phones, emails, ...person } = given
  const contacts = [
    ...phones.map((value) => ({ system: 'phone' as const, value })),
    ...emails.map((value) => ({ system: 'email' as const, value })),
  ]
  const ids = await transact(house.desk.db, (trx) =>
    createPatients(trx, systemCtx(house.desk, 'test', 'test'), [{ ...person, contacts }]),
  )
  const id = ids[0]!
  const yesterday = new Date(house.desk.clock().getTime() - 86_400_000).toISOString()
  await house.desk.db.write
    .updateTable('contact_point')
    .set({ on_file_since: yesterday })
    .where('patient_id', '=', id)
    .execute()
  return { ...given, id }
}

const letters = (n: number) => [...String(n)].map((d) => 'abcdefghij'[Number(d)]).join('')

// Every account of a process has one password and one salt: a hash takes longer than most tests.
let goodHash: Promise<string> | undefined

export async function anAccount(
  house: House,
  patient: Pick<TestPatient, 'id' | 'emails' | 'mrn'>,
  over: Partial<AccountRow> = {},
): Promise<AccountRow> {
  goodHash ??= hashPassword(goodPassword)
  const now = house.desk.clock().toISOString()
  const row: AccountRow = {
    id: newId(),
    patient_id: patient.id,
    username: patient.emails[0] ?? `user-${patient.mrn}`,
    username_key: emailKey(patient.emails[0] ?? `user-${patient.mrn}`),
    status: 'active',
    password_hash: await goodHash,
    must_change_password: 0,
    failed_attempts: 0,
    locked_at: null,
    status_reason: null,
    second_factor: null,
    invited_at: now,
    activation_started_at: null,
    activated_at: now,
    last_sign_in_at: null,
    created_at: now,
    version: 1,
    ...over,
  }
  await house.desk.db.write.insertInto('portal_account').values(row).execute()
  return row
}

export async function anEvent(
  house: House,
  patientId: string,
  kind: string,
  over: Partial<Tables['portal_event']> = {},
): Promise<void> {
  await house.desk.db.write
    .insertInto('portal_event')
    .values({
      id: newId(),
      patient_id: patientId,
      at: house.desk.clock().toISOString(),
      kind,
      reason: null,
      ip: null,
      ...over,
    })
    .execute()
}

export async function channelOf(
  house: House,
  patientId: string,
  system: 'email' | 'phone' = 'email',
): Promise<ContactPointRow> {
  return house.desk.db.write
    .selectFrom('contact_point')
    .selectAll()
    .where('patient_id', '=', patientId)
    .where('system', '=', system)
    .executeTakeFirstOrThrow()
}

export async function aCase(agent: Person, patientId: string, category = 'cannot-sign-in') {
  return must(
    await agent.post('/api/cases', { patientId, category, channel: 'phone', summary: 'cannot get in' }),
    openCase,
  )
}

/** What a transfer says: where to, what that queue cannot begin without, and a note. */
export function handTo(to: string, note = 'please') {
  const required = Object.entries(neededBy(to)).filter(([, question]) => question.required)
  const answers = Object.fromEntries(
    required.map(([name, { choices }]) => [name, choices ? Object.keys(choices)[0]! : 'as they said']),
  )
  return { to, answers, note }
}

/** A caller who knows name, birth date and MRN: tier T1. */
export async function aVerifiedCaller(agent: Person, patient: TestPatient, caseId: string) {
  const { givenName, familyName, birthDate, mrn } = patient
  return must(
    await agent.post(`/api/patients/${patient.id}/verifications`, {
      caseId,
      caller: 'patient',
      answers: { givenName, familyName, birthDate, mrn },
    }),
    verifyCaller,
  )
}

/** The patient stands at the desk with a passport; what waits for a second person. */
export async function seenInPerson(agent: Person, patientId: string, caseId: string) {
  const body = { caseId, caller: 'patient', document: 'passport' }
  return must(await agent.post(`/api/patients/${patientId}/seen-in-person`, body), recordSeenInPerson)
}

/** Case and T1 in one step, for tests about what comes after. */
export async function aCall(
  agent: Person,
  patient: TestPatient,
): Promise<{ caseId: string; verificationId: string }> {
  const { id: caseId } = await aCase(agent, patient.id)
  const { id: verificationId } = await aVerifiedCaller(agent, patient, caseId)
  return { caseId, verificationId }
}

/** What declares a reply: an act or a view. */
interface Declared<S extends z.ZodType> {
  reply: S
  status?: number
}

/**
 * The body of a reply, typed by the act, the view or the schema that declares it. A reply with another status, or
 * with anything that is not declared, fails the test.
 */
export function must<S extends z.ZodType>(reply: Reply, declared: Declared<S>): z.output<S>
export function must<S extends z.ZodType>(reply: Reply, schema: S, status?: number): z.output<S>
/** The body as it came: for rooms whose tests do not name their schemas yet. */
export function must(reply: Reply, status?: number): any
export function must(
  reply: Reply,
  given: z.ZodType | Declared<z.ZodType> | number = 200,
  status = 200,
): unknown {
  if (typeof given === 'number') return bodyOf(reply, given)
  if ('reply' in given) return must(reply, given.reply, given.status)
  const body = bodyOf(reply, status)
  const declared = given.parse(body)
  expect(body, 'the reply holds what its schema does not declare').toEqual(declared)
  return declared
}

/** What a refusal says. It must have the status given. */
export function refused(reply: Reply, status: number): z.output<typeof problemSchema> {
  return must(reply, problemSchema, status)
}

function bodyOf(reply: Reply, status: number): unknown {
  if (reply.status !== status)
    throw new Error(`expected ${status}, got ${reply.status}: ${JSON.stringify(reply.body)}`)
  return reply.body
}

export const linkIn = (text: string) => /(?:code|token)=([\w-]+)/.exec(text)![1]!
