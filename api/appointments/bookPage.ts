import { html } from 'hono/html'
import { doneBy, type Html, type PageAsked, type PatientPage } from '../acts/page.ts'
import { ownForm } from '../acts/pageForm.ts'
import type { PatientCtx } from '../core/context.ts'
import { momentInWords } from '../core/words.ts'
import { andFor, forOf, whomLine } from '../patients/actingFor.ts'
import { kindTexts } from './kindTexts.ts'
import { type VisitKind, visitKinds } from './lists.ts'
import { visitPages } from './pageTexts.ts'
import * as schema from './schema.ts'
import { listBookable, listSlots } from './slots.ts'
import { bookVisit, moveVisit } from './visits.ts'
import { joinWaitList } from './waitList.ts'

const option = (value: string, text: string, chosen: string | undefined) =>
  html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${text}</option>`

/** What was asked of free times, where it can be asked: what is missing or makes no sense asks for nothing yet. */
function askedOf(query: PageAsked['query']) {
  const { clinicId, kind, providerId, from, after } = query
  const given = { clinicId, kind, providerId: providerId || undefined, from: from || undefined, after }
  return schema.askSlots.safeParse(given).data
}

async function show(ctx: PatientCtx, { query, typed }: PageAsked): Promise<Html> {
  const grant = forOf({ ...query, ...typed })
  const t = visitPages[ctx.language]
  const clinics = (await listBookable.show(ctx, {}, undefined as never)).reply
  if (clinics.length === 0) return html`<p>${t.noClinics}</p>`
  const asked = askedOf(query)
  return html`${await whomLine(ctx, 'visits/book', grant, 'any')}
<p><a href="/portal/visits${andFor(grant)}">${t.back}</a></p>
${query.moving ? html`<p>${t.moving}</p>` : whichForm(ctx, clinics, query, grant)}
${asked ? await timesOf(ctx, asked, query, grant, typed) : ''}`
}

type Clinics = Awaited<ReturnType<typeof listBookable.show>>['reply']

function whichForm(ctx: PatientCtx, clinics: Clinics, query: PageAsked['query'], grant?: string): Html {
  const { language } = ctx
  const t = visitPages[language]
  const people = clinics.find(({ id }) => id === query.clinicId)?.providers ?? []
  return html`<form method="get">
${grant ? html`<input type="hidden" name="for" value="${grant}">` : ''}
<label for="clinic">${t.clinic}</label>
<select id="clinic" name="clinicId">${clinics.map((one) => option(one.id, one.name, query.clinicId))}</select>
<label for="kind">${t.kind}</label>
<select id="kind" name="kind">${visitKinds.map((kind) => option(kind, kindTexts[kind][language], query.kind))}</select>
${
  people.length > 1
    ? html`<label for="provider">${t.provider}</label><select id="provider" name="providerId">
<option value="">${t.anyone}</option>${people.map((one) => option(one.id, one.name, query.providerId))}</select>`
    : ''
}
<label for="from">${t.from}</label><input id="from" name="from" type="date" value="${query.from ?? ''}">
<button>${t.show}</button></form>`
}

async function timesOf(
  ctx: PatientCtx,
  asked: NonNullable<ReturnType<typeof askedOf>>,
  query: PageAsked['query'],
  grant: string | undefined,
  typed: PageAsked['typed'],
): Promise<Html> {
  const { language } = ctx
  const t = visitPages[language]
  const { times, next } = (await listSlots.show(ctx, asked, undefined as never)).reply
  const { moving } = query
  const more = new URLSearchParams({ ...query, after: next ?? '' })
  more.delete('done')
  return html`<h2>${t.choose}</h2>
<ul class="entries">${times.map(
    (
      one,
    ) => html`<li><h3>${momentInWords(one.startsAt, one.timeZone, language)}</h3><p>${one.provider}, ${one.clinic}</p>
${ownForm({ do: moving ? 'move' : 'book', id: moving, slotId: one.id, for: grant }, html`<button>${moving ? t.move1 : t.take1}</button>`)}</li>`,
  )}</ul>
${next ? html`<p><a href="/portal/visits/book?${more.toString()}">${t.more}</a></p>` : ''}
${times.length === 0 && !moving ? joinForm(ctx, asked, grant, typed) : ''}`
}

const joinForm = (
  ctx: PatientCtx,
  asked: { clinicId: string; kind: VisitKind; providerId?: string | undefined },
  grant: string | undefined,
  typed: PageAsked['typed'],
): Html => {
  const t = visitPages[ctx.language]
  const { clinicId, kind, providerId } = asked
  return html`<p>${t.noTimes}</p>${ownForm(
    { do: 'join', clinicId, kind, providerId, for: grant },
    html`<label for="first">${t.firstDay}</label><input id="first" name="fromDay" type="date" required value="${typed.fromDay ?? ''}">
<label for="last">${t.lastDay}</label><input id="last" name="untilDay" type="date" required value="${typed.untilDay ?? ''}">
<button>${t.join}</button>`,
  )}`
}

export const bookPage: PatientPage = {
  path: 'visits/book',
  title: { en: 'Book a visit', es: 'Reservar una visita' },
  labels: {
    fromDay: { en: 'First day', es: 'Primer día' },
    untilDay: { en: 'Last day', es: 'Último día' },
  },
  show,
  async post(ctx, { typed }) {
    const grant = forOf(typed)
    const { slotId, id, clinicId, kind, providerId, fromDay, untilDay } = typed
    if (typed.do === 'join')
      await doneBy(joinWaitList, ctx, { clinicId, kind, providerId, fromDay, untilDay, for: grant })
    else if (typed.do === 'move') await doneBy(moveVisit, ctx, { id, slotId, for: grant })
    else await doneBy(bookVisit, ctx, { slotId, for: grant })
    return `visits?done${andFor(grant, '&')}`
  },
}
