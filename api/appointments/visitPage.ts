import type { z } from '@hono/zod-openapi'
import { html } from 'hono/html'
import { doneBy, type Html, type PageAsked, type PatientPage, seen } from '../acts/page.ts'
import { ownForm } from '../acts/pageForm.ts'
import type { PatientCtx } from '../core/context.ts'
import { dayInWords, momentInWords } from '../core/words.ts'
import { andFor, forOf, whomLine } from '../patients/actingFor.ts'
import { kindTexts } from './kindTexts.ts'
import { visitPages } from './pageTexts.ts'
import type { visit, waitEntry } from './schema.ts'
import { calendarBeside, listVisits } from './showVisits.ts'
import { cancelVisit } from './visits.ts'
import { leaveWaitList, listWaiting, takeOffer } from './waitList.ts'

type Visit = z.output<typeof visit>
type Entry = z.output<typeof waitEntry>

/** A file of few bytes to be saved, in the page itself: no address of it stays in a browser's history. */
const calendarLink = (content: string, name: string, text: string): Html =>
  html`<p class="no-print"><a download="${name}" href="data:text/calendar;charset=utf-8;base64,${Buffer.from(content).toString('base64')}">${text}</a></p>`

async function visitOf(ctx: PatientCtx, one: Visit, grant: string | undefined): Promise<Html> {
  const { language } = ctx
  const t = visitPages[language]
  const file = await calendarBeside(ctx, one.id, grant)
  return html`<li><h3>${momentInWords(one.startsAt, one.timeZone, language)}</h3>
<p>${kindTexts[one.kind][language]} ${t.with} ${one.provider}, ${one.clinic}</p>
${calendarLink(file.content, file.name, t.calendar)}
${
  one.changeUntil === null
    ? html`<p class="quiet">${t.tooLate}</p>`
    : html`<p class="no-print"><a href="/portal/visits/book?clinicId=${one.clinicId}&kind=${one.kind}&moving=${one.id}${andFor(grant, '&')}">${t.move}</a></p>
${ownForm({ do: 'cancel', id: one.id, for: grant }, html`<button class="second">${t.cancel}</button>`)}`
}</li>`
}

function entryOf(ctx: PatientCtx, one: Entry, grant: string | undefined): Html {
  const { language } = ctx
  const t = visitPages[language]
  const what = `${kindTexts[one.kind][language]}, ${one.clinic}`
  const leave = ownForm(
    { do: 'leave', id: one.id, for: grant },
    html`<button class="second">${t.leave}</button>`,
  )
  return one.offer
    ? html`<li><h3>${t.offers}: ${momentInWords(one.offer.startsAt, one.offer.timeZone, language)}</h3>
<p>${what} ${t.with} ${one.offer.provider}. ${t.until}: ${momentInWords(one.offer.until, one.offer.timeZone, language)}</p>
${ownForm({ do: 'take', id: one.id, for: grant }, html`<button>${t.take}</button>`)}${leave}</li>`
    : html`<li><p>${what}: ${t.between} ${dayInWords(one.fromDay, language)} ${t.and} ${dayInWords(one.untilDay, language)}</p>${leave}</li>`
}

const listOf = (rows: readonly Html[]): Html => html`<ul class="entries">${rows}</ul>`

async function show(ctx: PatientCtx, { query, typed }: PageAsked): Promise<Html> {
  const grant = forOf({ ...query, ...typed })
  const { language } = ctx
  const t = visitPages[language]
  const [upcoming, past, waiting] = await Promise.all([
    seen(listVisits, ctx, { for: grant, limit: '100' }),
    seen(listVisits, ctx, { for: grant, which: 'past', limit: '25' }),
    seen(listWaiting, ctx, { for: grant }),
  ])
  const live = waiting.filter((one) => one.status === 'waiting' || one.offer)
  const offered = live.filter((one) => one.offer)
  const others = live.filter((one) => !one.offer)
  const isBooked = (one: Visit) => one.status === 'booked'
  const [booked, were] = [upcoming.visits.filter(isBooked), past.visits.filter(isBooked)]
  return html`${await whomLine(ctx, 'visits', grant, 'any')}
${offered.length > 0 ? listOf(offered.map((one) => entryOf(ctx, one, grant))) : ''}
<p class="no-print"><a href="/portal/visits/book${andFor(grant)}">${t.book}</a></p>
<h2>${t.upcoming}</h2>
${booked.length > 0 ? listOf(await Promise.all(booked.map((one) => visitOf(ctx, one, grant) as Promise<never>))) : html`<p>${t.none}</p>`}
${others.length > 0 ? html`<h2>${t.waitLists}</h2>${listOf(others.map((one) => entryOf(ctx, one, grant)))}` : ''}
${
  were.length > 0
    ? html`<h2>${t.past}</h2>${listOf(
        were.map(
          (one) =>
            html`<li>${momentInWords(one.startsAt, one.timeZone, language)}: ${kindTexts[one.kind][language]}, ${one.clinic}</li>`,
        ),
      )}`
    : ''
}
${grant === undefined ? html`<p class="no-print"><a href="/portal/records/appointment">${t.arranged}</a></p>` : ''}`
}

const acts = { cancel: cancelVisit, take: takeOffer, leave: leaveWaitList } as const

export const visitsPage: PatientPage = {
  path: 'visits',
  isCare: true,
  title: { en: 'Visits', es: 'Visitas' },
  about: { en: 'Book, move or cancel a visit', es: 'Reserve, cambie o cancele una visita' },
  done: { en: 'Done.', es: 'Hecho.' },
  show,
  async post(ctx, { typed }) {
    const act = acts[typed.do as keyof typeof acts] ?? acts.cancel
    await doneBy(act, ctx, { id: typed.id, for: forOf(typed) })
    return `visits?done${andFor(forOf(typed), '&')}`
  },
}
