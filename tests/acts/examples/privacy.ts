import { sql } from 'kysely'
import { hashToken, newToken } from '../../../api/core/access/keys.ts'
import { dayPlus } from '../../../api/core/calendar.ts'
import type { Tables } from '../../../api/core/db/tables.ts'
import type { House } from '../../support/harness.ts'
import { aPatient, must } from '../../support/people.ts'
import { aMember } from '../../support/snoopers.ts'
import type { Cast, Example } from '../stage.ts'

/* Acts of the privacy officer, and emergency access, which makes work for them. */

type Change<T extends keyof Tables> = { [C in keyof Tables[T]]?: Tables[T][C] }

/** Changes a row behind the desk's back. */
const set = <
  T extends
    | 'privacy_alert'
    | 'activity_review'
    | 'sanction'
    | 'watched_patient'
    | 'disclosure'
    | 'accounting_request',
>(
  house: House,
  table: T,
  id: string,
  change: Change<T>,
) =>
  sql`update ${sql.table(table)} set ${sql.join(
    Object.entries(change).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
  )} where id = ${id}`.execute(house.owner.write)

const factor = { likelihood: 'low', text: 'Synthetic reasoning.' }
const assessment = { nature: factor, recipient: factor, viewed: factor, mitigation: factor }

/** An alert raised by an emergency access, in the state the act needs. */
const onAlert =
  (
    verb: string,
    body: object,
    state: Change<'privacy_alert'> = {},
    more: Change<'privacy_alert'> = {},
  ): Example =>
  async (house, cast) => {
    const { patientId } = await opened(house, cast)
    const { id } = await house.owner.write
      .selectFrom('privacy_alert')
      .select('id')
      .where('patient_id', '=', patientId)
      .executeTakeFirstOrThrow()
    if (Object.keys(state).length) await set(house, 'privacy_alert', id, state)
    const by = cast['privacy-officer']
    return {
      by,
      path: `/api/privacy-alerts/${id}/${verb}`,
      body,
      patientId,
      breaks: {
        notOwn: () => set(house, 'privacy_alert', id, { staff_id: by.id }),
        from: () =>
          set(house, 'privacy_alert', id, { status: state.status === 'signed' ? 'open' : 'signed' }),
        version: () => set(house, 'privacy_alert', id, { version: 7 }),
        assessed: () => set(house, 'privacy_alert', id, more),
      },
    }
  }

async function opened(house: House, { administrator }: Cast): Promise<{ patientId: string }> {
  const { mrn, birthDate } = await aPatient(house)
  const given = { mrn, birthDate, reason: 'other', explanation: 'The ward called for help.' }
  return must(await administrator.post('/api/break-glass', given), 201)
}

const rulePath = '/api/privacy-rules/volume'

/** No change of the rule waits; what it goes by is as it was. */
async function ruleAtRest(house: House, by: Cast['privacy-officer']) {
  await house.owner.write.deleteFrom('privacy_rule_change').where('decided_at', 'is', null).execute()
  const now = must(await by.get('/api/privacy-rules')).find((r: { id: string }) => r.id === 'volume')
  return { enabled: true, thresholds: { score: 51 }, reason: 'A busier desk.', version: now.version }
}

/** Somebody changed the rule meanwhile. */
const setVersion = (house: House) =>
  house.owner.write
    .insertInto('privacy_rule')
    .values({
      rule: 'volume',
      ...{ enabled: 1, thresholds: '{}', reason: 'x', changed_at: '2026-01-15T00:00:00.000Z', version: 99 },
      changed_by: null,
      confirmed_by: null,
    })
    .onConflict((oc) =>
      oc.column('rule').doUpdateSet((eb) => ({ version: eb('privacy_rule.version', '+', 1) })),
    )
    .execute()

const ruleChanged =
  (method: 'put' | 'post', verb: string): Example =>
  async (house, cast) => {
    const by = cast['privacy-officer']
    const body = await ruleAtRest(house, by)
    return {
      by,
      path: `${rulePath}${verb}`,
      method,
      body,
      breaks: {
        version: () => setVersion(house),
        noneWaits: () => by.put(rulePath, body),
      },
    }
  }

const ruleDecided =
  (verb: 'confirm' | 'decline'): Example =>
  async (house) => {
    const by = await house.signIn('privacy-officer')
    const asker = await house.signIn('privacy-officer')
    const { change } = must(await asker.put(rulePath, await ruleAtRest(house, by)))
    const waits = house.owner.write.updateTable('privacy_rule_change').where('id', '=', change)
    return {
      by,
      path: `${rulePath}/${verb}`,
      body: { id: change },
      breaks: {
        notAsker: () => waits.set({ asked_by: by.id }).execute(),
        notAloneMaker: () => waits.set({ asked_by: by.id, alone: 1 }).execute(),
        noOtherOfficer: async () => {
          await house.signIn('privacy-officer')
          const { write } = house.owner
          await write.updateTable('staff').set({ role: 'administrator' }).where('id', '=', by.id).execute()
        },
        undecided: () => waits.set({ decision: 'declined', decided_at: '2026-01-15' }).execute(),
        askerStands: () =>
          house.owner.write
            .updateTable('staff')
            .set({ status: 'disabled' })
            .where('id', '=', asker.id)
            .execute(),
        unchanged: () => setVersion(house),
      },
    }
  }

const onAccounting =
  (verb: string, body: object): Example =>
  async (house, cast) => {
    const { id: patientId } = await aPatient(house)
    const by = cast['privacy-officer']
    const receivedOn = house.desk.clock().toISOString().slice(0, 10)
    const asked = { receivedOn: dayPlus(receivedOn, -2) }
    const { id } = must(await by.post(`/api/patients/${patientId}/accounting-requests`, asked), 201)
    const put = (change: Change<'accounting_request'>) => set(house, 'accounting_request', id, change)
    return {
      by,
      patientId,
      path: `/api/accounting-requests/${id}/${verb}`,
      body,
      breaks: {
        from: () => put({ withdrawn_at: '2026-01-16T00:00:00.000Z' }),
        extendable: () => put({ due_on: '2026-01-16' }),
      },
    }
  }

let periods = 0

/** A day that is scored, with one access that can be drawn. */
async function aPeriod(house: House) {
  const day = dayPlus('2020-01-01', periods++)
  const [staff_id, patient] = [await aMember(house), await aPatient(house)]
  await house.owner.write.updateTable('privacy_state').set({ scored_to: '2025-12-31' }).execute()
  await house.owner.write
    .insertInto('privacy_sample')
    .values({ day, lot: 'lot', staff_id, patient_id: patient.id })
    .execute()
  return { patientId: patient.id, body: { fromDay: day, toDay: day, sample: 5 } }
}

async function aReview(house: House, cast: Cast) {
  const { patientId, body } = await aPeriod(house)
  const by = cast['privacy-officer']
  const { id } = must(await by.post('/api/activity-reviews', body), 201)
  const judged = (change: Change<'activity_review_item'>) =>
    house.owner.write.updateTable('activity_review_item').set(change).where('review_id', '=', id).execute()
  return { by, patientId, id, judged }
}

async function aWatch(house: House, cast: Cast) {
  const by = cast['privacy-officer']
  const { id: patientId } = await aPatient(house)
  const body = { patientId, kind: 'in-the-news' }
  return { by, patientId, body, add: async () => must(await by.post('/api/watched-records', body), 201) }
}

const disclosure = {
  disclosedOn: '2026-01-15',
  recipient: 'County health department',
  description: 'Immunisations',
  purpose: 'public-health',
}

const sanction = {
  kind: 'written-warning',
  decidedOn: '2026-01-15',
  decidedBy: 'Human resources',
  description: 'Looked at the record of a neighbor.',
}

const emailOf = async (house: House, id: string) =>
  (await house.rows('staff')).find((row) => row.id === id)!.email

const onSanction =
  (verb: string, body: object): Example =>
  async (house, cast) => {
    const by = cast['privacy-officer']
    const email = await emailOf(house, await aMember(house))
    const { id } = must(await by.post('/api/sanctions', { ...sanction, email }), 201)
    const put = (change: Change<'sanction'>) => set(house, 'sanction', id, change)
    return {
      by,
      path: `/api/sanctions/${id}/${verb}`,
      body,
      breaks: {
        notOwn: () => put({ staff_id: by.id }),
        from: () => put({ withdrawn_at: '2026-01-21T00:00:00.000Z' }),
      },
    }
  }

export const privacyExamples: Record<string, Example> = {
  'privacy-alert.assigned': onAlert('assign', { staffId: null, version: 1 }),
  'privacy-alert.noted': onAlert('notes', { text: 'Asked the line manager.' }),
  'privacy-alert.asked': onAlert('inquiries', { asked: 'employee', question: 'What was this for?' }),
  'privacy-inquiry.answered': async (house, cast) => {
    const officer = cast['privacy-officer']
    const { path, body } = await onAlert('inquiries', { asked: 'employee', question: 'Why?' })(house, cast)
    must(await officer.post(path, body), 201)
    const token = newToken()
    const put = (change: object) =>
      house.owner.write
        .updateTable('alert_inquiry')
        .set(change)
        .where('alert_id', '=', path.split('/')[3]!)
        .execute()
    await put({ token_hash: hashToken(token) })
    return {
      by: {
        post: (where, given) => house.call('POST', where, given),
        put: (where, given) => house.call('PUT', where, given),
        delete: (where) => house.call('DELETE', where),
      },
      path: '/api/privacy-inquiry/answer',
      body: { token, wasWork: 'no', answer: 'A mistake.' },
      breaks: { works: () => put({ expires_at: '2020-01-01T00:00:00.000Z' }) },
    }
  },
  'privacy-alert.assessed': onAlert('assessment', { ...assessment, lowProbability: true, version: 1 }),
  'privacy-alert.signed': onAlert(
    'sign',
    { outcome: 'violation', measure: 'warning', conclusion: 'Curiosity.', version: 1 },
    { assessment: JSON.stringify({ ...assessment, lowProbability: true }) },
    { assessment: JSON.stringify({ ...assessment, lowProbability: false }) },
  ),
  'activity-review.begun': async (house, cast) => ({
    by: cast['privacy-officer'],
    path: '/api/activity-reviews',
    body: (await aPeriod(house)).body,
  }),
  'activity-review.decided': async (house, cast) => {
    const { by, patientId, id, judged } = await aReview(house, cast)
    return {
      by,
      patientId,
      path: `/api/activity-reviews/${id}/items`,
      body: { position: 1, finding: 'questionable', note: 'Why this record?' },
      breaks: {
        notOwn: () => judged({ staff_id: by.id }),
        open: () => set(house, 'activity_review', id, { signed_at: '2026-01-15T00:00:00.000Z' }),
        undecided: () => judged({ finding: 'appropriate' }),
      },
    }
  },
  'activity-review.signed': async (house, cast) => {
    const { by, id, judged } = await aReview(house, cast)
    await judged({ finding: 'appropriate' })
    return {
      by,
      path: `/api/activity-reviews/${id}/sign`,
      body: { conclusion: 'Nothing odd.' },
      breaks: {
        open: () => set(house, 'activity_review', id, { signed_at: '2026-01-15T00:00:00.000Z' }),
        allDecided: () => judged({ finding: null }),
      },
    }
  },
  'activity-review.added-to': async (house, cast) => {
    const { by, id } = await aReview(house, cast)
    const sign = (signed_at: string | null) => set(house, 'activity_review', id, { signed_at })
    await sign('2026-01-15T00:00:00.000Z')
    return {
      by,
      path: `/api/activity-reviews/${id}/additions`,
      body: { text: 'One of them asked for a copy.' },
      breaks: { signed: () => sign(null) },
    }
  },
  'privacy-alert.sanctioned': async (house, cast) => {
    const { patientId: _, ...stage } = await onAlert('sanctions', sanction, { status: 'signed' })(house, cast)
    return stage
  },
  'sanction.recorded': async (house, cast) => {
    const [email, by] = [await emailOf(house, await aMember(house)), cast['privacy-officer']]
    const stage = { by, path: '/api/sanctions', body: { ...sanction, email } }
    return {
      ...stage,
      breaks: {
        notOwn: async () => {
          stage.body.email = await emailOf(house, by.id)
        },
      },
    }
  },
  'sanction.carried-out': onSanction('carried-out', { on: '2026-01-20' }),
  'sanction.withdrawn': onSanction('withdraw', { reason: 'The wrong person.' }),
  'watch-list.added': async (house, cast) => {
    const { by, patientId, body, add } = await aWatch(house, cast)
    return { by, patientId, path: '/api/watched-records', body, breaks: { unwatched: add } }
  },
  'watch-list.ended': async (house, cast) => {
    const { by, patientId, add } = await aWatch(house, cast)
    const { id } = await add()
    const over = () => set(house, 'watched_patient', id, { to_day: '2020-01-01' })
    return { by, patientId, path: `/api/watched-records/${id}/end`, breaks: { underWatch: over } }
  },
  'privacy-rule.asked': ruleChanged('put', ''),
  'privacy-rule.changed-alone': ruleChanged('post', '/alone'),
  'privacy-rule.changed': ruleDecided('confirm'),
  'privacy-rule.declined': ruleDecided('decline'),
  'break-glass.opened': async (house, { manager }) => {
    const { id, mrn, birthDate } = await aPatient(house)
    const wrong = { mrn, birthDate: '1901-01-01', reason: 'other', explanation: 'A guess at somebody.' }
    return {
      by: manager,
      patientId: id,
      path: '/api/break-glass',
      body: { ...wrong, birthDate },
      breaks: {
        guessesLeft: async () => {
          for (let n = 0; n < 6; n++) await manager.post('/api/break-glass', wrong)
        },
      },
    }
  },
  'disclosure.recorded': async (house, cast) => {
    const { id } = await aPatient(house)
    const by = cast['privacy-officer']
    return { by, patientId: id, path: `/api/patients/${id}/disclosures`, body: disclosure }
  },
  'disclosure.suspended': async (house, cast) => {
    const { id: patientId } = await aPatient(house)
    const by = cast['privacy-officer']
    const given = { ...disclosure, purpose: 'law-enforcement' }
    const { id } = must(await by.post(`/api/patients/${patientId}/disclosures`, given), 201)
    const body = {
      ...{ kind: 'oral', saidOn: '2026-01-15', until: '2026-02-01' },
      ...{ official: 'Sgt. Doe', reason: 'An inquiry.' },
    }
    return {
      by,
      patientId,
      path: `/api/disclosures/${id}/suspend`,
      body,
      breaks: {
        standing: () => set(house, 'disclosure', id, { withdrawn_at: '2026-01-16T00:00:00.000Z' }),
        toAgency: () => set(house, 'disclosure', id, { purpose: 'research' }),
        past: async () => Object.assign(body, { saidOn: '2999-01-01', until: '2999-01-02' }),
        suspensionWithin: async () => Object.assign(body, { until: '2026-03-01' }),
      },
    }
  },
  'accounting.requested': async (house, cast) => {
    const { id } = await aPatient(house)
    const body = { receivedOn: '2026-01-15' }
    return {
      by: cast['privacy-officer'],
      patientId: id,
      path: `/api/patients/${id}/accounting-requests`,
      body,
    }
  },
  'accounting.extended': onAccounting('extend', { reason: 'The archive is being moved.' }),
  'accounting.answered': onAccounting('answer', { method: 'in-person' }),
  'accounting.withdrawn': onAccounting('withdraw', { reason: 'Entered twice.' }),
  'disclosure.withdrawn': async (house, cast) => {
    const { id: patientId } = await aPatient(house)
    const by = cast['privacy-officer']
    const { id } = must(await by.post(`/api/patients/${patientId}/disclosures`, disclosure), 201)
    const withdrawn = () => set(house, 'disclosure', id, { withdrawn_at: '2026-01-16T00:00:00.000Z' })
    return {
      by,
      patientId,
      path: `/api/disclosures/${id}/withdraw`,
      body: { reason: 'wrong patient' },
      breaks: { standing: withdrawn },
    }
  },
}
