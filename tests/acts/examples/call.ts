import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { callersPolicy } from '../../../api/callers/policy.ts'
import { newId } from '../../../api/core/db/id.ts'
import type { Tables } from '../../../api/core/db/tables.ts'
import { loginsPolicy } from '../../../api/logins/policy.ts'
import { storedAuthenticator } from '../../support/authenticator.ts'
import { aWrittenPair } from '../../support/duplicates.ts'
import type { House, Person } from '../../support/harness.ts'
import { portalPasskey } from '../../support/passkeys.ts'
import { aCall, aCase, anAccount, anEvent, aPatient, channelOf, handTo, must } from '../../support/people.ts'
import { type Example, perform, type Stage } from '../stage.ts'

/* Acts of a call: on a case, a caller, a login. */

/** Changes a row behind the desk's back. */
export const set = <T extends 'support_case' | 'verification' | 'patient' | 'portal_account' | 'staff'>(
  house: House,
  table: T,
  id: string,
  change: Partial<Tables[T]>,
) =>
  sql`update ${sql.table(table)} set ${sql.join(
    Object.entries(change).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
  )} where id = ${id}`.execute(house.owner.write)

/** An identity service that is set up, and is never asked. */
const nobodyProves = {
  issuer: 'http://127.0.0.1:9',
  clientId: 'desk',
  clientSecret: 'secret',
  acr: 'urn:test:ial2',
  level: 'IAL2',
}

const longAgo = '2020-01-01T00:00:00.000Z'

const wrongAnswer = (house: House, patient_id: string, factor: string, n: number) =>
  house.owner.write
    .insertInto('caller_wrong_answer')
    .values({
      patient_id,
      factor,
      answered_at: house.desk.clock().toISOString(),
      answer_mac: `${n}`,
      wrong: 1,
    })
    .execute()

/** A budget of which nothing is left. */
export const placesTaken = (house: House, key: string, most: number) =>
  house.owner.write
    .insertInto('throttle')
    .values(
      Array.from({ length: most }, (_, n) => ({
        key_hash: house.desk.keys.mac('throttle', `${key}:${n}`),
        failures: 1,
        last_failure_at: house.desk.clock().toISOString(),
        blocked_until: null,
      })),
    )
    .onConflict((oc) => oc.column('key_hash').doUpdateSet({ failures: 1 }))
    .execute()

/** A doubt about custody that stands. */
export const aDoubt = (house: House, patient_id: string, case_id: string, raised_by: string) =>
  house.owner.write
    .insertInto('custody_doubt')
    .values({
      id: newId(),
      patient_id,
      case_id,
      raised_by,
      raised_at: house.desk.clock().toISOString(),
      settled_by: null,
      settled_at: null,
    })
    .execute()

/** A call by a helpdesk agent with a caller verified to T1, and how what it rests on breaks. */
export async function aStage(house: House, by: Person, login?: Partial<Tables['portal_account']>) {
  const patient = await aPatient(house)
  const account = login && (await anAccount(house, patient, login))
  const { caseId, verificationId } = await aCall(by, patient)
  const staff = (change: Partial<Tables['staff']>) => set(house, 'staff', by.id, change)
  const row = await house.owner.write
    .selectFrom('patient')
    .selectAll()
    .where('id', '=', patient.id)
    .executeTakeFirstOrThrow()
  return {
    patient,
    caseId,
    verificationId,
    stage: {
      by,
      patientId: patient.id,
      breaks: {
        openCase: () => set(house, 'support_case', caseId, { status: 'closed' }),
        tier: () => set(house, 'verification', verificationId, { tier: 'T0' }),
        closingTier: () => set(house, 'verification', verificationId, { tier: 'T0' }),
        noSummary: async () =>
          must(await by.post(`/api/patients/${patient.id}/summaries`, { caseId, verificationId })),
        live: () => set(house, 'verification', verificationId, { expires_at: longAgo }),
        ownRecord: () => staff({ own_patient_id: patient.id }),
        stranger: () => staff({ address_key: row.address_key }),
        living: () => set(house, 'patient', patient.id, { deceased_at: '2026-01-01' }),
        undoubtedChild: async () => {
          await set(house, 'patient', patient.id, { birth_date: '2020-05-05' })
          await aDoubt(house, patient.id, caseId, by.id)
        },
        version: () => set(house, 'support_case', caseId, { version: 7 }),
        queue: () => set(house, 'support_case', caseId, { status: 'escalated', escalated_to: 'privacy' }),
        notMine: () => staff({ own_patient_id: patient.id }),
        proofUnless: () => set(house, 'verification', verificationId, { tier: 'T0' }),
        unprovenLeft: async () => {
          await set(house, 'verification', verificationId, { tier: 'T0' })
          await placesTaken(house, `unproven-disable:${by.id}`, loginsPolicy.unprovenDisablingsADay.usual)
        },
        from: async () => {
          if (account)
            await set(house, 'portal_account', account.id, {
              status: account.status === 'disabled' ? 'active' : 'disabled',
            })
          else await anAccount(house, patient, { status: 'disabled' })
        },
        attempts: async () => {
          for (const factor of ['mrn', 'phone', 'street']) await wrongAnswer(house, patient.id, factor, 1)
        },
        questions: async () => {
          for (const n of [1, 2]) await wrongAnswer(house, patient.id, 'mrn', n)
        },
        answersLeft: () =>
          house.owner.write
            .insertInto('throttle')
            .values({
              key_hash: house.desk.keys.mac('throttle', `answers:${by.id}`),
              failures: callersPolicy.answersComparedADay.most,
              last_failure_at: house.desk.clock().toISOString(),
              blocked_until: null,
            })
            .onConflict((oc) =>
              oc.column('key_hash').doUpdateSet({ failures: callersPolicy.answersComparedADay.most }),
            )
            .execute(),
        undecided: () => set(house, 'verification', verificationId, { approved_by: by.id }),
        identityShown: () => set(house, 'verification', verificationId, { photo_document: null }),
        questionLeft: async () => {
          for (const n of [1, 2]) await wrongAnswer(house, patient.id, 'secondFactor', n)
        },
        secondPerson: () => set(house, 'verification', verificationId, { seen_by: by.id }),
        codesLeft: () => set(house, 'verification', verificationId, { codes_sent: 3 }),
        patientSpeaks: () => set(house, 'verification', verificationId, { caller: 'proxy' }),
        wayToTell: () =>
          house.owner.write
            .updateTable('contact_point')
            .set({ bounced_at: longAgo })
            .where('patient_id', '=', patient.id)
            .execute(),
        oneKind: async () => {
          for (const kind of ['reset-link-sent', 'second-factor-reset'])
            await anEvent(house, patient.id, kind)
        },
        changeWaits: () =>
          house.owner.write
            .updateTable('contact_change')
            .set({ state: 'withdrawn' })
            .where('patient_id', '=', patient.id)
            .execute(),
        closingsLeft: () => placesTaken(house, `closings:${by.id}`, loginsPolicy.closingsADay.usual),
        changesLeft: () => placesTaken(house, `contact-changes:${patient.id}`, 10),
      },
    },
  }
}

const onLogin =
  (name: string, login: Partial<Tables['portal_account']> | undefined, over: object = {}): Example =>
  async (house, { helpdesk }) => {
    const { stage, patient, caseId, verificationId } = await aStage(house, helpdesk, login)
    if (['enable', 'reset-second-factor'].includes(name))
      await set(house, 'verification', verificationId, { tier: 'T3' })
    if (name.startsWith('change-')) await set(house, 'verification', verificationId, { tier: 'T2' })
    return {
      ...stage,
      path: `/api/patients/${patient.id}/acts/${name}`,
      body: { caseId, verificationId, reason: 'asked for on the phone', ...over },
    }
  }

/** An act on a case that records has, which nothing that they decide keeps there. */
const withRecords =
  (act: string, body: object): Example =>
  async (house, { helpdesk, records }) => {
    const { stage, patient, caseId } = await aStage(house, helpdesk)
    const inCase = (change: Partial<Tables['support_case']>) => set(house, 'support_case', caseId, change)
    await inCase({ status: 'escalated', escalated_to: 'registration' })
    const own = () => set(house, 'staff', records.id, { own_patient_id: patient.id })
    return {
      ...stage,
      by: records,
      path: `/api/cases/${caseId}/${act}`,
      body,
      breaks: {
        ...stage.breaks,
        notMine: own,
        stranger: own,
        from: () => inCase({ status: 'open', escalated_to: null }),
        recordsDecided: async () => void (await aWrittenPair(house, patient)),
      },
    }
  }

const onCase =
  (verb: string, body: object, as: 'helpdesk' | 'supervisor' = 'helpdesk'): Example =>
  async (house, cast) => {
    const { stage, caseId } = await aStage(house, cast[as])
    return { ...stage, path: `/api/cases/${caseId}/${verb}`, body }
  }

const onVerification =
  (
    verb: string,
    bodyFor: (house: House, patientId: string, verificationId: string) => Promise<object>,
  ): Example =>
  async (house, cast) => {
    const { stage, patient, verificationId } = await aStage(house, cast.helpdesk)
    const body = await bodyFor(house, patient.id, verificationId)
    const by = verb === 'approve' || verb === 'decline' ? cast.supervisor : cast.helpdesk
    return {
      ...stage,
      by,
      breaks: {
        ...stage.breaks,
        stranger: () => set(house, 'staff', by.id, { own_patient_id: patient.id }),
        secondPerson: () => set(house, 'verification', verificationId, { seen_by: by.id }),
      },
      path: `/api/verifications/${verificationId}/${verb}`,
      body,
    }
  }

export const callExamples: Record<string, Example> = {
  'case.opened': async (house, { helpdesk }) => {
    const patient = await aPatient(house)
    const body = { patientId: patient.id, category: 'locked-out', channel: 'phone', summary: 'Locked out' }
    const breaks = { stranger: () => set(house, 'staff', helpdesk.id, { own_patient_id: patient.id }) }
    return { by: helpdesk, path: '/api/cases', body, patientId: patient.id, breaks }
  },
  'patient.noted': async (house, { helpdesk }) => {
    const patient = await aPatient(house)
    const body = { text: 'Hard of hearing: speak slowly' }
    const breaks = { stranger: () => set(house, 'staff', helpdesk.id, { own_patient_id: patient.id }) }
    return { by: helpdesk, path: `/api/patients/${patient.id}/notes`, body, patientId: patient.id, breaks }
  },
  'case.noted': onCase('notes', { text: 'Called back' }),
  'case.taken': async (house, cast) => {
    const { stage, caseId } = await aStage(house, cast.helpdesk)
    await set(house, 'support_case', caseId, { assigned_to: null })
    const unassigned = () => set(house, 'support_case', caseId, { assigned_to: cast.supervisor.id })
    return {
      ...stage,
      path: `/api/cases/${caseId}/take`,
      body: { version: 1 },
      breaks: { ...stage.breaks, unassigned },
    }
  },
  'case.released': async (house, cast) => {
    const { stage, caseId } = await aStage(house, cast.helpdesk)
    const holder = () => set(house, 'support_case', caseId, { assigned_to: cast.supervisor.id })
    return {
      ...stage,
      path: `/api/cases/${caseId}/release`,
      body: { version: 1 },
      breaks: { ...stage.breaks, holder },
    }
  },
  'case.postponed': async (house, cast) => {
    const dueAt = new Date(house.desk.clock().getTime() + 86_400_000).toISOString()
    const stage = await onCase('postpone', { dueAt, note: 'Call after the visit', version: 1 })(house, cast)
    const caseId = stage.path.split('/')[3]!
    const notAnothers = () => set(house, 'support_case', caseId, { assigned_to: cast.supervisor.id })
    return { ...stage, breaks: { ...stage.breaks, notAnothers } }
  },
  'case.next-taken': async (house, { helpdesk }) => {
    const { id } = await aPatient(house)
    const { caseId } = await aCall(helpdesk, await aPatient(house))
    // The most urgent of all that others left.
    await set(house, 'support_case', caseId, {
      patient_id: id,
      assigned_to: null,
      priority: 'urgent',
      due_at: longAgo,
    })
    return { by: helpdesk, path: '/api/cases/next', body: {}, patientId: id }
  },
  'case.reopened': async (house, cast) => {
    const { stage, caseId } = await aStage(house, cast.helpdesk)
    const closedAt = (ms: number) => new Date(house.desk.clock().getTime() - ms).toISOString()
    await set(house, 'support_case', caseId, {
      status: 'closed',
      escalated_to: 'registration',
      closed_at: closedAt(60_000),
      cause: 'other',
      outcome: 'explained',
    })
    // Answered by records, who does not answer calls: what another queue had is not theirs.
    const { records } = cast
    const row = await house.owner.write
      .selectFrom('patient')
      .select('address_key')
      .where('id', '=', stage.patientId)
      .executeTakeFirstOrThrow()
    return {
      ...stage,
      by: records,
      path: `/api/cases/${caseId}/reopen`,
      body: { reason: 'It was not that', version: 1 },
      breaks: {
        version: stage.breaks.version,
        from: () => set(house, 'support_case', caseId, { status: 'open' }),
        deskOrQueue: () => set(house, 'support_case', caseId, { escalated_to: 'privacy' }),
        stranger: () => set(house, 'staff', records.id, { address_key: row.address_key }),
        reopenable: () => set(house, 'support_case', caseId, { closed_at: closedAt(400 * 86_400_000) }),
      },
    }
  },
  'case.merged': async (house, { helpdesk }) => {
    const { stage, caseId } = await aStage(house, helpdesk)
    const { id: into } = await aCase(helpdesk, stage.patientId)
    await set(house, 'support_case', into, { opened_at: longAgo })
    return { ...stage, path: `/api/cases/${caseId}/merge`, body: { into, version: 1 } }
  },
  'case.separated': async (house, cast) => {
    const merging = await callExamples['case.merged']!(house, cast)
    must(await perform(merging))
    const { into } = merging.body as { into: string }
    const caseId = merging.path.split('/')[3]!
    const { records } = cast
    const { address_key } = await house.owner.write
      .selectFrom('patient')
      .select('address_key')
      .where('id', '=', merging.patientId!)
      .executeTakeFirstOrThrow()
    await set(house, 'support_case', caseId, { escalated_to: 'registration' })
    return {
      ...merging,
      by: records,
      path: merging.path.replace('/merge', '/separate'),
      body: { version: 2 },
      breaks: {
        version: merging.breaks!.version!,
        deskOrQueue: () => set(house, 'support_case', caseId, { escalated_to: 'privacy' }),
        stranger: () => set(house, 'staff', records.id, { address_key }),
        merged: () => house.owner.write.deleteFrom('case_merge').where('case_id', '=', caseId).execute(),
        untouched: async () => must(await cast.helpdesk.post(`/api/cases/${into}/notes`, { text: 'More' })),
      },
    }
  },
  'case.linked': async (house, { helpdesk }) => {
    const { stage, caseId } = await aStage(house, helpdesk)
    const { number } = await aCase(helpdesk, (await aPatient(house)).id)
    return { ...stage, path: `/api/cases/${caseId}/link`, body: { number } }
  },
  'case.unlinked': async (house, cast) => {
    const linking = await callExamples['case.linked']!(house, cast)
    must(await perform(linking))
    const caseId = linking.path.split('/')[3]!
    const linked = () => house.owner.write.deleteFrom('case_link').where('child_id', '=', caseId).execute()
    return {
      ...linking,
      path: linking.path.replace('/link', '/unlink'),
      body: {},
      breaks: { ...linking.breaks, linked },
    }
  },
  'draft.begun': async (house, { helpdesk }) => {
    const { stage, caseId } = await aStage(house, helpdesk)
    const asked: Stage = {
      ...stage,
      method: 'put',
      path: `/api/drafts/note/${caseId}`,
      body: { values: { text: 'She says that' } },
    }
    const fieldsOfForm = async () => Object.assign(asked.body!, { values: { summary: 'Not of a note' } })
    return { ...asked, breaks: { fieldsOfForm } }
  },
  'draft.discarded': async (house, cast) => {
    const stage = await callExamples['draft.begun']!(house, cast)
    must(await perform(stage))
    return { ...stage, method: 'delete', breaks: {} }
  },
  'case-view.saved': async (_house, { helpdesk }) => ({
    by: helpdesk,
    path: '/api/case-views',
    body: { name: `View ${randomUUID()}`, filter: { mine: true } },
  }),
  'case-view.deleted': async (house, cast) => {
    const saving = await callExamples['case-view.saved']!(house, cast)
    const { id } = must(await perform(saving), 201)
    return { by: cast.helpdesk, method: 'delete', path: `/api/case-views/${id}` }
  },
  'case.prioritized': onCase('priority', { priority: 'urgent', version: 1 }),
  'case.waiting': async (house, cast) => {
    const until = new Date(house.desk.clock().getTime() + 86_400_000).toISOString()
    const stage = await onCase('wait', { until, note: 'Brings a document', version: 1 })(house, cast)
    const caseId = stage.path.split('/')[3]!
    const notAnothers = () => set(house, 'support_case', caseId, { assigned_to: cast.supervisor.id })
    return { ...stage, breaks: { ...stage.breaks, notAnothers } }
  },
  'case.resumed': async (house, cast) => {
    const stage = await onCase('resume', { version: 1 })(house, cast)
    const caseId = stage.path.split('/')[3]!
    const until = (waiting_until: string | null) => set(house, 'support_case', caseId, { waiting_until })
    await until(new Date(house.desk.clock().getTime() + 86_400_000).toISOString())
    return { ...stage, breaks: { ...stage.breaks, waiting: () => until(longAgo) } }
  },
  'case.assigned': onCase('assign', { staffId: null, version: 1 }, 'supervisor'),
  'case.escalated': withRecords('escalate', { ...handTo('privacy', 'Wrong address'), version: 1 }),
  'case.given-back': withRecords('give-back', { note: 'The address is corrected', version: 1 }),
  'case.answer-read': async (house, cast) => {
    const { stage, caseId } = await aStage(house, cast.helpdesk)
    const answered_at = house.desk.clock().toISOString()
    await house.owner.write.insertInto('unread_answer').values({ case_id: caseId, answered_at }).execute()
    const holder = () => set(house, 'support_case', caseId, { assigned_to: cast.supervisor.id })
    return {
      ...stage,
      path: `/api/cases/${caseId}/answer-read`,
      body: {},
      breaks: { ...stage.breaks, holder },
    }
  },
  'record.correction-answered': async (house, cast) => {
    const asked = await callExamples['record.correction-asked']!(house, cast)
    must(await perform(asked))
    const { caseId } = asked.body as { caseId: string }
    const { version } = (await house.rows('support_case')).find((row) => row.id === caseId)!
    const own = () => set(house, 'staff', cast.records.id, { own_patient_id: asked.patientId! })
    return {
      ...asked,
      by: cast.records,
      path: `/api/cases/${caseId}/answer-correction`,
      body: { answer: 'corrected', note: 'As on the certificate', version },
      breaks: {
        ...asked.breaks,
        stranger: own,
        from: () => set(house, 'support_case', caseId, { status: 'open', escalated_to: null }),
      },
    }
  },
  'case.closed': withRecords('close', { cause: 'other', outcome: 'explained', version: 1 }),
  'caller.verified': async (house, { helpdesk }) => {
    const { stage, patient, caseId } = await aStage(house, helpdesk)
    const body = { caseId, caller: 'patient', answers: { mrn: patient.mrn } }
    return {
      ...stage,
      breaks: { ...stage.breaks, proxy: async () => Object.assign(body, { caller: 'guardian' }) },
      path: `/api/patients/${patient.id}/verifications`,
      body,
    }
  },
  'caller.code-sent': onVerification('call-back', async (house, patientId) => ({
    channelId: (await channelOf(house, patientId)).id,
  })),
  'caller.code-checked': onVerification('call-back/confirm', async (house, patientId, id) => {
    await set(house, 'verification', id, {
      channel_id: (await channelOf(house, patientId)).id,
      code_hash: house.desk.keys.mac(`call-back:${id}`, '123456'),
      code_expires_at: '2100-01-01T00:00:00.000Z',
    })
    return { code: '123456' }
  }),
  'caller.second-factor-checked': onVerification('second-factor', async (house, patientId) => {
    const login = await anAccount(house, { id: patientId, emails: [], mrn: patientId })
    return { code: (await storedAuthenticator(house, login.id))() }
  }),
  'caller.passkey-asked': onVerification('passkey', async (house, patientId) => {
    const login = await anAccount(house, { id: patientId, emails: [], mrn: patientId })
    await portalPasskey(house, login.id)
    return {}
  }),
  'caller.seen-in-person': async (house, { helpdesk }) => {
    const { stage, patient, caseId } = await aStage(house, helpdesk)
    const body = { caseId, caller: 'patient', document: 'passport' }
    return {
      ...stage,
      path: `/api/patients/${patient.id}/seen-in-person`,
      body,
      breaks: {
        ...stage.breaks,
        proxy: async () => {
          body.caller = 'guardian'
        },
      },
    }
  },
  'caller.proofing-started': async (house, { helpdesk }) => {
    house.desk.config.proofing = nobodyProves
    const { stage, patient, caseId } = await aStage(house, helpdesk)
    const { id: channelId } = await channelOf(house, patient.id)
    const body = { caseId, caller: 'patient', channelId }
    return { ...stage, path: `/api/patients/${patient.id}/proofings`, body }
  },
  'caller.approved': onVerification('approve', async (house, _patientId, id) => {
    await set(house, 'verification', id, { photo_document: 'passport' })
    return {}
  }),
  'caller.approval-declined': onVerification('decline', async (house, _patientId, id) => {
    await set(house, 'verification', id, { photo_document: 'passport' })
    return { reason: 'not-shown' }
  }),
  'account.invited': onLogin('invite', undefined),
  'account.unlocked': onLogin('unlock', { status: 'locked' }),
  'account.reset-link-sent': onLogin('send-reset-link', { status: 'active' }),
  'account.summary-sent': async (house, { helpdesk }) => {
    const { stage, patient, caseId, verificationId } = await aStage(house, helpdesk, { status: 'active' })
    return { ...stage, path: `/api/patients/${patient.id}/summaries`, body: { caseId, verificationId } }
  },
  'account.username-sent': onLogin('send-username', { status: 'active' }),
  'account.second-factor-reset': onLogin('reset-second-factor', { status: 'active', second_factor: 'totp' }),
  'account.sessions-ended': async (house, cast) => {
    const stage = await onLogin('end-sessions', { status: 'active' })(house, cast)
    const without = () =>
      house.owner.write.deleteFrom('portal_account').where('patient_id', '=', stage.patientId!).execute()
    return { ...stage, breaks: { ...stage.breaks, from: without } }
  },
  'account.disabled': async (house, cast) => {
    const stage = await onLogin('disable', { status: 'active' }, { reason: 'patient-request' })(house, cast)
    const unprovenLeft = async () => {
      await stage.breaks!.unprovenLeft!()
      Object.assign(stage.body!, { reason: 'wrong-person' })
    }
    return { ...stage, breaks: { ...stage.breaks, unprovenLeft } }
  },
  'contact.email-change-asked': onLogin(
    'change-email',
    { status: 'active' },
    { email: 'new@example.test', old: 'end' },
  ),
  'contact.phone-change-asked': onLogin(
    'change-phone',
    { status: 'active' },
    { phone: '413-555-0199', kind: 'mobile', old: 'keep' },
  ),
  'contact.address-change-asked': onLogin(
    'change-address',
    { status: 'active' },
    { street: '1 New Road', city: 'Springfield', state: 'MA', postalCode: '01105' },
  ),
  'contact.change-withdrawn': async (house, cast) => {
    const asked = await callExamples['contact.email-change-asked']!(house, cast)
    must(await perform(asked))
    const { caseId, verificationId } = asked.body as Record<string, string>
    return {
      ...asked,
      path: asked.path.replace('change-email', 'withdraw-contact-change'),
      body: { caseId, verificationId, reason: 'not theirs after all' },
    }
  },
  'record.correction-asked': onLogin('ask-correction', undefined, {
    field: 'name',
    paper: 'marriage-certificate',
    seenBy: 'clinic',
  }),
  'account.enabled': onLogin('enable', { status: 'disabled' }, { reason: 'identity-proven' }),
}
