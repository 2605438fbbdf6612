import { act } from '../../acts/act.ts'
import { ageOn, hospitalDay } from '../../core/calendar.ts'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { enqueueNotice } from '../../mail/enqueueNotice.ts'
import { paperlessOf } from '../../patients/paperless.ts'
import { patientsPolicy } from '../../patients/policy.ts'
import { privacyPolicy } from '../policy.ts'
import type { BreachRow, NoticeRow } from '../tables.ts'
import * as words from '../words.ts'
import { changeBreach } from './changeBreach.ts'
import { told } from './duties.ts'
import { affectedBy, draftsOf, noticesOf } from './queries.ts'
import * as schema from './schema.ts'
import { isWhole, sheetFor } from './sheets.ts'
import * as shown from './shown.ts'
import { onBreaches } from './target.ts'

const common = { ...onBreaches, params: idParam } as const
const numbers = { ...privacyPolicy, ...patientsPolicy }
const sent = { notOwn: true, from: ['concluded'], version: true, isBreach: true, notDelayed: true } as const

const noticeRow = (ctx: StaffCtx, breach: BreachRow, over: Partial<NoticeRow>): NoticeRow => ({
  id: newId(),
  breach_id: breach.id,
  patient_id: null,
  method: 'mail',
  recipient: '',
  content: null,
  residence: null,
  on_day: null,
  reference: null,
  returned_on: null,
  withdrawn_at: null,
  recorded_by: ctx.actor.id,
  recorded_at: ctx.now().toISOString(),
  ...over,
})

export const about = (row: BreachRow, patientIds: readonly string[]) => ({
  object: { type: 'breach', id: row.id },
  patientIds,
})

/**
 * Makes the letters of those who were not told yet and whom an address on file reaches, and keeps each as it was printed, with its
 * address. They count as sent once the day they were posted is on record. Whoever agreed to read in the portal what would come on paper
 * finds the letter there and is told so by email: that counts as sent at once (45 CFR 164.404(d)(1)(i), 2026-11-27).
 */
export const printNotices = act({
  ...common,
  name: 'breach.letters-printed',
  words: { en: 'Printed notices of a breach', es: 'Imprimió avisos de una violación de datos' },
  verb: { en: 'Print the letters', es: 'Imprimir las cartas' },
  at: 'POST /api/breaches/{id}/print',
  body: schema.withdrawn,
  reply: shown.printed,
  guards: sent,
  async do(trx, ctx, row) {
    const { timeZone, hospitalName, noticesAtOnce, adultAge } = await readPolicy(trx, numbers)
    const drafts = new Map((await draftsOf(trx, row.id)).filter(isWhole).map((one) => [one.language, one]))
    if (!drafts.has('en')) throw new Conflict(words.letterUnfinished)
    const [people, notices] = await Promise.all([affectedBy(trx, row.id), noticesOf(trx, row.id)])
    const reached = told(people, notices)
    const printed = new Set(
      notices.filter((one) => one.content && !one.withdrawn_at && !one.on_day).map((one) => one.patient_id),
    )
    const waiting = people.filter(
      (one) => reached.get(one.patient_id) === null && !printed.has(one.patient_id),
    )
    const day = hospitalDay(ctx.now(), timeZone)
    const some = waiting.slice(0, noticesAtOnce)
    // Of whoever is not of age the letter goes to who has care of them, and on paper.
    const agreed = await paperlessOf(
      trx,
      some.filter((one) => ageOn(one.birth_date, day) >= adultAge).map((one) => one.patient_id),
    )
    const made = some.map((person) => ({
      person,
      letter: sheetFor(row, person, drafts, { day, hospital: hospitalName, adultAge }),
      paperless: agreed.get(person.patient_id),
    }))
    for (const { person, letter, paperless } of made) {
      const sentBy = paperless && {
        method: 'email' as const,
        recipient: paperless.email.value,
        on_day: day,
        reference: hospitalDay(new Date(paperless.since), timeZone),
      }
      await trx
        .insertInto('breach_notice')
        .values(
          noticeRow(ctx, row, {
            patient_id: person.patient_id,
            recipient: [letter.to, ...letter.lines].join('\n'),
            content: JSON.stringify(letter),
            ...sentBy,
          }),
        )
        .execute()
      if (paperless)
        await enqueueNotice(trx, ctx, {
          template: 'letter-in-portal',
          patientId: person.patient_id,
          contact: paperless.email,
          language: person.language,
          values: { link: `${ctx.desk.config.publicUrl}/portal/letters` },
        })
    }
    const withoutAddress = [...reached.values()].filter((one) => one === 'unreachable').length
    return {
      reply: {
        ...(await changeBreach(trx, ctx, row)),
        letters: made.filter((one) => !one.paperless).map((one) => one.letter),
        withoutAddress,
        inPortal: agreed.size,
      },
      about: about(
        row,
        made.map((one) => one.person.patient_id),
      ),
      detail: { letters: made.length - agreed.size, withoutAddress, inPortal: agreed.size },
      after: deliverSoon,
    }
  },
})

/** Takes down the day on which the letters that were printed went to the post. */
export const postNotices = act({
  ...common,
  name: 'breach.letters-posted',
  words: { en: 'Posted notices of a breach', es: 'Envió por correo avisos de una violación de datos' },
  verb: { en: 'Record the day they were mailed', es: 'Registrar el día en que se enviaron' },
  at: 'POST /api/breaches/{id}/posted',
  body: schema.posted,
  reply: shown.breachDone,
  guards: { ...sent, past: 'on' },
  async do(trx, ctx, row, { on }) {
    const posted = await trx
      .updateTable('breach_notice')
      .set({ on_day: on })
      .where('breach_id', '=', row.id)
      .where('method', '=', 'mail')
      .where('on_day', 'is', null)
      .where('withdrawn_at', 'is', null)
      .returning('patient_id')
      .execute()
    if (posted.length === 0) throw new Conflict(words.nothingPrinted)
    return {
      reply: await changeBreach(trx, ctx, row),
      about: about(
        row,
        posted.map((one) => one.patient_id!),
      ),
      fields: ['posted'],
      detail: { letters: posted.length, on },
    }
  },
})

/** Takes down a notice that was made otherwise than by a printed letter: by e-mail, by telephone, to next of kin. */
export const recordNotice = act({
  ...common,
  name: 'breach.notice-recorded',
  letter: 'C',
  words: {
    en: 'Recorded a notice of a breach to a patient',
    es: 'Registró un aviso de una violación de datos a un paciente',
  },
  verb: { en: 'Record a notice', es: 'Registrar un aviso' },
  at: 'POST /api/breaches/{id}/notices',
  body: schema.noticeGiven,
  reply: shown.breachDone,
  guards: { ...sent, past: 'on' },
  async do(trx, ctx, row, { patientId, method, recipient, on, agreedOn }) {
    const [people, notices] = await Promise.all([affectedBy(trx, row.id), noticesOf(trx, row.id)])
    const state = told(people, notices)
    if (!state.has(patientId)) throw new NotFound(words.noAffected)
    // Another form is for those whom nothing on file reaches (164.404(d)(2)).
    if (method === 'substitute' && state.get(patientId) !== 'unreachable')
      throw new Invalid({ method: words.reachable })
    if (agreedOn !== undefined && agreedOn > on) throw new Invalid({ agreedOn: words.agreedLater })
    await trx
      .insertInto('breach_notice')
      .values(
        noticeRow(ctx, row, {
          patient_id: patientId,
          method,
          recipient,
          on_day: on,
          reference: agreedOn ?? null,
        }),
      )
      .execute()
    return {
      reply: await changeBreach(trx, ctx, row),
      about: about(row, [patientId]),
      detail: { method, on },
    }
  },
})

/** Takes down a notice to all: on the web, to media, to HHS, or to people who have no record here. */
export const recordPublicNotice = act({
  ...common,
  name: 'breach.public-notice-recorded',
  letter: 'C',
  words: {
    en: 'Recorded a notice of a breach to the public, media or HHS',
    es: 'Registró un aviso de una violación de datos al público, a los medios o a HHS',
  },
  verb: {
    en: 'Record a notice to media, HHS or the public',
    es: 'Registrar un aviso a medios, HHS o el público',
  },
  at: 'POST /api/breaches/{id}/public-notices',
  body: schema.publicGiven,
  reply: shown.breachDone,
  guards: { ...sent, past: 'on' },
  async do(trx, ctx, row, { method, recipient, on, residence, reference }) {
    await trx
      .insertInto('breach_notice')
      .values(
        noticeRow(ctx, row, {
          method,
          recipient,
          on_day: on,
          residence: residence ?? null,
          reference: reference ?? null,
        }),
      )
      .execute()
    return { reply: await changeBreach(trx, ctx, row), detail: { method, on } }
  },
})
