import type { Desk } from '../../api/core/context.ts'
import { returnNotice } from '../../api/privacy/breaches/correctNotices.ts'
import { addAffected, draftLetter } from '../../api/privacy/breaches/describeBreach.ts'
import { draftTexts } from '../../api/privacy/breaches/letterTexts.ts'
import { openBreach } from '../../api/privacy/breaches/openBreach.ts'
import { postNotices, printNotices, recordPublicNotice } from '../../api/privacy/breaches/sendNotices.ts'
import { assessBreach, countersignBreach, signBreach } from '../../api/privacy/breaches/signBreach.ts'
import type { BreachRow } from '../../api/privacy/tables.ts'
import { act } from '../perform.ts'
import { type Calendar, minuteMs } from '../story/calendar.ts'
import { breachAgo, oldest, reviewAlert } from './alerts.ts'
import { asStaff, type Office } from './people.ts'
import { type Deed, workday } from './timeline.ts'
import { aBreach, type Factors } from './verdicts.ts'

const contact = {
  en: 'Call our privacy office toll-free at 1-800-555-0142, write to 1 Hospital Way, Example Valley, NY 10001, or send an email to privacy@example.test.',
  es: 'Llame gratis a nuestra oficina de privacidad al 1-800-555-0142, escriba a 1 Hospital Way, Example Valley, NY 10001, o envíe un correo electrónico a privacy@example.test.',
}
const misdirected = {
  en: 'An envelope with a summary of your visit was sent to another patient, who opened it and brought it back to us.',
  es: 'Un sobre con un resumen de su visita se envió a otro paciente, que lo abrió y nos lo devolvió.',
}
const factors: Factors = {
  nature: { likelihood: 'high', text: 'A summary of a visit, with diagnosis and medications.' },
  recipient: { likelihood: 'medium', text: 'Another patient, who is not bound to confidentiality.' },
  viewed: { likelihood: 'high', text: 'The envelope was opened and the page was read.' },
  mitigation: { likelihood: 'medium', text: 'The page came back; what was read cannot be taken back.' },
  lowProbability: false,
}

/**
 * Two breaches. A letter that went to the wrong people was told of, assessed, and is closed: those concerned and HHS were told. The
 * other, of an alert, is under way: its letters are posted, one came back, and HHS is still to be told. Where days fall on one, since
 * no one works on weekends, the hours keep the steps in their order.
 */
export function breachDeeds(desk: Desk, calendar: Calendar, office: Office): Deed[] {
  const { officer, second } = office
  const [by, other] = [asStaff(officer), asStaff(second)]
  const day = (at: number) => calendar.text(calendar.dayOf(at))
  const on = (
    ago: number,
    clock: string,
    one: (at: number, breach: BreachRow) => Promise<unknown>,
    of: string,
  ) => ({
    at: workday(calendar, ago, clock),
    async do(at: number) {
      const breach = await breachOf(of)
      if (breach) await one(at, breach)
    },
  })
  const ids = new Map<string, string>()
  const breachOf = (of: string) =>
    desk.db.read
      .selectFrom('breach')
      .selectAll()
      .where('id', '=', ids.get(of) ?? '')
      .executeTakeFirst()

  const open = async (of: string, at: number, given: { ago: number; people: number; summary: string }) => {
    const happened = day(workday(calendar, given.ago, '12:00'))
    const { id, version } = await act(desk, openBreach, by, at, {
      source: of === 'letter' ? 'complaint' : 'staff-report',
      summary: given.summary,
      kind: 'misdirected',
      location: 'paper',
      occurredFrom: happened,
      occurredTo: happened,
      knownOn: day(at),
      dataKinds: { clinical: true, demographic: true, financial: false, other: false },
      others: 0,
      associateIsAgent: false,
    })
    ids.set(of, id)
    const people = await reachable(desk, given.people, of === 'letter' ? 0 : 2)
    const added = await act(desk, addAffected, by, at + 10 * minuteMs, {
      id,
      version,
      mrns: people.join('\n'),
    })
    const assessed = { id, version: added.version, ...factors }
    const { version: next } = await act(desk, assessBreach, by, at + 40 * minuteMs, assessed)
    await act(desk, signBreach, by, at + 55 * minuteMs, {
      ...{ id, version: next, outcome: 'breach' },
      conclusion: `${given.summary} A low probability of compromise is not shown.`,
    })
  }
  const agree = (at: number, { id, version }: BreachRow) =>
    act(desk, countersignBreach, other, at, { id, version, agrees: true })
  const write = async (at: number, { id, version: first, alert_id }: BreachRow) => {
    let version = first
    for (const [i, language] of (['en', 'es'] as const).entries()) {
      const { happened, information, steps, doing } = draftTexts[language]
      const said = { happened: alert_id ? happened : misdirected[language], information, steps, doing }
      const draft = { id, version, language, ...said, contact: contact[language] }
      version = (await act(desk, draftLetter, by, at + i * 9 * minuteMs, draft)).version
    }
    await act(desk, printNotices, by, at + 25 * minuteMs, { id, version })
  }
  const post = (at: number, { id, version }: BreachRow) =>
    act(desk, postNotices, by, at, { id, version, on: day(at) })
  const comesBack = async (at: number, { id, version }: BreachRow) => {
    const notice = await desk.db.read
      .selectFrom('breach_notice')
      .select('id')
      .where('breach_id', '=', id)
      .where('on_day', 'is not', null)
      .orderBy('recipient')
      .executeTakeFirst()
    if (notice) await act(desk, returnNotice, by, at, { id, version, noticeId: notice.id, on: day(at) })
  }
  const tellHhs = (at: number, { id, version }: BreachRow) =>
    act(desk, recordPublicNotice, by, at, {
      ...{ id, version, method: 'hhs', recipient: 'HHS breach portal', on: day(at) },
      reference: 'HHS-2048153 (made up)',
    })
  return [
    {
      at: workday(calendar, 74, '14:15'),
      do: (at) =>
        open('letter', at, {
          ago: 79,
          people: 2,
          summary: 'Two summaries of visits were mailed in each other’s envelopes.',
        }),
    },
    on(72, '15:20', agree, 'letter'),
    on(70, '15:30', write, 'letter'),
    on(69, '16:00', post, 'letter'),
    on(58, '15:35', tellHhs, 'letter'),
    {
      at: workday(calendar, breachAgo, '14:15'),
      async do(at) {
        const alert = await oldest(
          desk,
          at,
          ({ staff_id, patient_id }, found) =>
            patient_id !== null &&
            (found.near === 'home' || found.near === 'known') &&
            found.caseNumber === undefined &&
            ![officer.id, second.id].includes(staff_id!),
        )
        if (!alert)
          return open('alert', at, {
            ago: 34,
            people: 3,
            summary: 'A list of visits was left in a waiting room and found by a visitor.',
          })
        await reviewAlert(desk, office, alert, at, 1, aBreach)
        const { id } = await desk.db.read
          .selectFrom('breach')
          .select('id')
          .where('alert_id', '=', alert.row.id)
          .executeTakeFirstOrThrow()
        ids.set('alert', id)
      },
    },
    on(29, '15:20', agree, 'alert'),
    on(27, '15:30', write, 'alert'),
    on(26, '16:00', post, 'alert'),
    on(9, '15:20', comesBack, 'alert'),
  ]
}

/** The numbers of living patients whom a letter reaches. */
async function reachable({ db }: Desk, people: number, from: number): Promise<string[]> {
  const rows = await db.read
    .selectFrom('patient')
    .select('mrn')
    .where('deceased_at', 'is', null)
    .where('inactive_since', 'is', null)
    .where('replaced_by', 'is', null)
    .where('street', 'is not', null)
    .where('postal_code', 'is not', null)
    .orderBy('mrn')
    .offset(from)
    .limit(people)
    .execute()
  return rows.map(({ mrn }) => mrn)
}
