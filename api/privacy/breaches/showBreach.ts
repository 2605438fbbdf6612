import { view } from '../../acts/view.ts'
import { hospitalDay } from '../../core/calendar.ts'
import { NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { listedName, namesOfPatients } from '../../patients/published.ts'
import { namesOfStaff } from '../../staff/published.ts'
import { additionsTo } from '../additions.ts'
import { privacyPolicy } from '../policy.ts'
import { noBreachOnFile } from '../words.ts'
import { dutiesOf, told } from './duties.ts'
import { daysTo, presentBreach } from './present.ts'
import { affectedBy, breachesFor, draftsOf, type NamedBreach, noticesOf } from './queries.ts'
import * as schema from './schema.ts'
import * as shown from './shown.ts'

type Shown = typeof shown.breach._output

/** Those shown by name; all are counted. */
export const mostShown = 300

const by = (id: string | null, name: string | null) => (id && name ? { id, name } : null)

const factsShown = (row: NamedBreach) => ({
  knownOn: row.known_on,
  shouldHaveKnownOn: row.should_known_on,
  dataKinds: JSON.parse(row.data_kinds) as Shown['dataKinds'],
  others: row.others,
  associate: row.associate,
  associateIsAgent: row.associate_agent === 1,
  associateFoundOn: row.associate_found_on,
  assessment: row.assessment && JSON.parse(row.assessment),
  exception: row.exception as Shown['exception'],
  conclusion: row.conclusion,
  signedBy: by(row.signed_by, row.signed_name),
  signedAt: row.signed_at,
  secondBy: by(row.second_by, row.second_name),
  secondAt: row.second_at,
  delay: row.delay_until
    ? {
        kind: row.delay_kind as 'oral',
        saidOn: row.delay_said_on!,
        until: row.delay_until,
        official: row.delay_official!,
        reason: row.delay_reason!,
      }
    : null,
})

/** One breach: what happened, how it was judged, what is due, whom it affects and how each was told. */
export const showBreach = view({
  name: 'breach.shown',
  letter: 'R',
  words: { en: 'Opened a breach', es: 'Abrió una violación de datos' },
  watch: 'list',
  at: 'GET /api/breaches/{id}',
  summary: 'Show a breach',
  tag: 'Breaches',
  needs: 'privacy.review',
  params: idParam,
  reply: shown.breach,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const row = await breachesFor(db, ctx.actor.id).where('b.id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound(noBreachOnFile)
    const [people, notices, drafts, additions, policy] = await Promise.all([
      affectedBy(db, id),
      noticesOf(db, id),
      draftsOf(db, id),
      additionsTo(db, 'breach', id),
      readPolicy(db, privacyPolicy),
    ])
    const today = hospitalDay(ctx.now(), policy.timeZone)
    const state = told(people, notices)
    // Whom there is still something to do for stands first.
    const first = (one: { patient_id: string }) =>
      Number(!['unreachable', null].includes(state.get(one.patient_id)!))
    const named = people.toSorted((a, b) => first(a) - first(b)).slice(0, mostShown)
    const ids = new Set(named.map((one) => one.patient_id))
    const sent = notices.filter((one) => one.patient_id === null || ids.has(one.patient_id))
    const [patients, staff] = await Promise.all([
      namesOfPatients(
        db,
        sent.flatMap((one) => one.patient_id ?? []),
      ),
      namesOfStaff(
        db,
        sent.map((one) => one.recorded_by),
      ),
    ])
    const hhsOn = notices.find((one) => one.method === 'hhs' && !one.withdrawn_at)?.on_day ?? null
    return {
      reply: {
        ...presentBreach(row, { people: people.length, hhsOn, today }),
        ...factsShown(row),
        duties: dutiesOf(row, people, notices, policy).map((one) => ({
          ...one,
          daysLeft: daysTo(one.dueOn, today),
        })),
        drafts: drafts.map(({ breach_id: _, ...draft }) => draft),
        affected: named.map((one) => {
          const how = state.get(one.patient_id)!
          return {
            id: one.patient_id,
            name: listedName(one.family_name, one.given_name),
            mrn: one.mrn,
            residence: one.residence,
            told: how === null ? 'waiting' : how === 'unreachable' ? how : 'told',
            toldOn: how === 'unreachable' ? null : how,
          } as const
        }),
        toEnter: people.filter((one) => one.disclosure_id === null).length,
        notices: sent.map((one) => ({
          id: one.id,
          patient: one.patient_id ? { id: one.patient_id, name: patients.get(one.patient_id) ?? '' } : null,
          method: one.method,
          recipient: one.recipient,
          residence: one.residence,
          onDay: one.on_day,
          reference: one.reference,
          returnedOn: one.returned_on,
          withdrawn: one.withdrawn_at !== null,
          recordedBy: staff.get(one.recorded_by) ?? '',
          letter: one.content !== null,
        })),
        additions,
      },
      seen: {
        patientIds: named.map((one) => one.patient_id),
        object: { type: 'breach', id },
        // Of one person it is a report of theirs.
        ...(named.length === 1 && { detail: { sought: true } }),
      },
    }
  },
})

/** A letter as it was printed. */
export const showLetters = view({
  name: 'breach.letters-shown',
  letter: 'R',
  words: {
    en: 'Looked at printed notices of a breach',
    es: 'Consultó avisos impresos de una violación de datos',
  },
  watch: 'report',
  at: 'GET /api/breaches/{id}/letters/{noticeId}',
  summary: 'Show a letter as it was printed',
  tag: 'Breaches',
  needs: 'privacy.review',
  params: schema.noticeParam,
  reply: shown.letters,
  async show(ctx, { id, noticeId }) {
    const db = ctx.desk.db.read
    const row = await breachesFor(db, ctx.actor.id).where('b.id', '=', id).executeTakeFirst()
    const found = (await noticesOf(db, id)).filter((one) => one.content !== null && one.id === noticeId)
    if (!row || found.length === 0) throw new NotFound(noBreachOnFile)
    return {
      reply: { letters: found.map((one) => JSON.parse(one.content!)) },
      seen: {
        patientIds: found.flatMap((one) => one.patient_id ?? []),
        object: { type: 'breach', id },
      },
    }
  },
})
