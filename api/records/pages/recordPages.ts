import { html } from 'hono/html'
import { type Html, type PageAsked, type PatientPage, seen } from '../../acts/page.ts'
import { kindTexts } from '../../appointments/kindTexts.ts'
import type { PatientCtx } from '../../core/context.ts'
import { NotFound } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { dateWriter, fill, momentInWords, same } from '../../core/words.ts'
import { andFor, forOf, whomLine } from '../../patients/actingFor.ts'
import { readAll } from '../download.ts'
import { type Kind, kinds } from '../lists.ts'
import { showAccess } from '../showAccess.ts'
import { listRecords, showOverview, showRecord, showTrend } from '../showRecords.ts'
import { kindWords, noRecord, pageWords, statusWords } from '../words.ts'
import { chart } from './chart.ts'
import { dayOf, entryItem, type How, isKind, textOf, valueLine } from './show.ts'

const list = (items: readonly Html[]): Html => html`<ul class="entries">${items}</ul>`

/** By which clocks and in which language, and whose record it is: one's own, or that of whom one acts for. */
async function howOf(ctx: PatientCtx, { query }: PageAsked): Promise<How & { for?: string }> {
  const { timeZone } = await readPolicy(ctx.desk.db.read)
  const grant = forOf(query)
  return { language: ctx.language, timeZone, carry: andFor(grant), ...(grant && { for: grant }) }
}

const overviewPage: PatientPage = {
  path: 'records',
  isCare: true,
  title: { en: 'Health record', es: 'Datos de salud' },
  about: {
    en: 'Problems, medications, vaccines, test results and notes',
    es: 'Problemas, medicamentos, vacunas, resultados y notas',
  },
  async show(ctx, asked) {
    const how = await howOf(ctx, asked)
    const t = pageWords[ctx.language]
    const { kinds: found } = await seen(showOverview, ctx, { for: how.for })
    return html`${await whomLine(ctx, 'records', how.for, 'full')}${found.map(
      ({ kind, count, newest }) => html`<section><h2>${kindWords[kind][ctx.language]}</h2>
${count === 0 ? html`<p class="quiet">${t.none}</p>` : list(newest.map((entry) => entryItem(entry, how)))}
${count > newest.length ? html`<p><a href="/portal/records/${kind}${how.carry}">${fill(same(t.all), { count })[ctx.language]}<span class="hidden">: ${kindWords[kind][ctx.language]}</span></a></p>` : ''}
</section>`,
    )}<p class="quiet">${t.aboutNumbers}</p>`
  },
}

const kindPage: PatientPage = {
  path: 'records/:kind',
  title: overviewPage.title,
  async show(ctx, asked) {
    const { kind } = asked.params
    if (!isKind(kinds, kind)) throw new NotFound(noRecord)
    const how = await howOf(ctx, asked)
    const t = pageWords[ctx.language]
    const { rows, next } = await seen(listRecords, ctx, { kind, after: asked.query.after, for: how.for })
    const more = new URLSearchParams({ ...(how.for && { for: how.for }), ...(next && { after: next }) })
    return html`<h2>${kindWords[kind][ctx.language]}</h2>
${rows.length === 0 ? html`<p class="quiet">${t.none}</p>` : list(rows.map((entry) => entryItem(entry, how)))}
${next ? html`<p><a href="/portal/records/${kind}?${more.toString()}">${t.more}</a></p>` : ''}`
  },
}

/** The way back, which on a telephone the menu has not. */
const backTo = (kind: Kind, { language, carry }: How): Html =>
  html`<p class="no-print"><a href="/portal/records/${kind}${carry}">${kindWords[kind][language]}</a></p>`

const resultPage: PatientPage = {
  path: 'results/:id',
  title: { en: 'A result over time', es: 'Un resultado a lo largo del tiempo' },
  async show(ctx, asked) {
    const how = await howOf(ctx, asked)
    const { language, timeZone } = how
    const t = pageWords[language]
    const { name, series, newest } = await seen(showTrend, ctx, { id: asked.params.id, for: how.for })
    const parts = series.map(({ name: part, unit, low, high, points, ...rest }) => {
      const called = [part ?? name, unit && `(${unit})`].filter(Boolean).join(' ')
      const range = { ...(low !== null && { low }), ...(high !== null && { high }) }
      const rows = points
        .toReversed()
        .map(
          ({ at, number, comparator, flag }) =>
            html`<tr><td>${dayOf(at, language, timeZone)}</td><td>${valueLine({ number, comparator, ...range, ...(unit && { unit }), ...(flag && { flag }) }, language)}</td></tr>`,
        )
      return html`<section><h2>${called}</h2>
${chart(called, { ...rest, name: part, unit, low, high, points }, language, timeZone)}
<div class="scroll"><table><thead><tr><th scope="col">${t.day}</th><th scope="col">${t.value}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`
    })
    return html`${backTo('result', how)}${newest === null ? '' : html`<p>${fill(same(t.newest), { count: newest })[language]}</p>`}${parts.length === 0 ? html`<p class="quiet">${t.none}</p>` : parts}<p class="quiet">${t.aboutNumbers}</p>`
  },
}

const documentPage: PatientPage = {
  path: 'documents/:id',
  title: { en: 'Document', es: 'Documento' },
  async show(ctx, asked) {
    const how = await howOf(ctx, asked)
    const entry = await seen(showRecord, ctx, { id: asked.params.id, for: how.for })
    return html`${backTo(entry.kind, how)}<h2>${entry.name}</h2>
<p class="quiet">${entry.at ? dayOf(entry.at, how.language, how.timeZone) : pageWords[how.language].noDay}</p>
<div class="text">${textOf(entry)}</div>`
  },
}

const accessPage: PatientPage = {
  path: 'access-log',
  title: { en: 'Who opened my record', es: 'Quién abrió mi expediente' },
  about: {
    en: 'Every look at your record, by whom and when',
    es: 'Cada consulta de su expediente, por quién y cuándo',
  },
  async show(ctx, asked) {
    const how = await howOf(ctx, asked)
    const t = pageWords[ctx.language]
    const { rows, next } = await seen(showAccess, ctx, { before: asked.query.before, for: how.for })
    const time = dateWriter(ctx.language, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: how.timeZone,
    })
    const more = new URLSearchParams({ ...(how.for && { for: how.for }), ...(next && { before: next }) })
    return html`${await whomLine(ctx, 'access-log', how.for, 'full')}<p>${t.accessIntro}</p>
${rows.length === 0 && !next ? html`<p class="quiet">${t.nobody}</p>` : ''}
<div class="scroll"><table><thead><tr><th scope="col">${t.day}</th><th scope="col">${t.who}</th><th scope="col">${t.what}</th></tr></thead>
<tbody>${rows.map(
      ({ at, who, role, what }) =>
        html`<tr><td>${time.format(new Date(at))}</td><td>${who}${role ? html`<br><span class="quiet">${role}</span>` : ''}</td><td>${what}</td></tr>`,
    )}</tbody></table></div>
${next ? html`<p><a href="/portal/access-log?${more.toString()}">${t.more}</a></p>` : ''}`
  },
}

const downloadPage: PatientPage = {
  path: 'download',
  title: { en: 'Keep a copy', es: 'Guardar una copia' },
  about: {
    en: 'Your whole record, to print or for another app',
    es: 'Todo su expediente, para imprimir o para otra aplicación',
  },
  async show(ctx, asked) {
    const { carry, for: grant } = await howOf(ctx, asked)
    const t = pageWords[ctx.language]
    return html`${await whomLine(ctx, 'download', grant, 'full')}<p>${t.downloadIntro}</p>
<ul class="tiles"><li><a href="/portal/download/all${carry}"><strong>${t.readable}</strong></a></li>
<li><a href="/portal/v1/records/bundle${carry}" download><strong>${t.machine}</strong></a></li></ul>`
  },
}

const printedPage: PatientPage = {
  path: 'download/all',
  title: { en: 'Your health record', es: 'Sus datos de salud' },
  async show(ctx, asked) {
    const how = await howOf(ctx, asked)
    const { language, timeZone } = how
    const t = pageWords[language]
    const { name, born, madeAt, rows, visits } = await seen(readAll, ctx, { for: how.for })
    const made = { day: dayOf(madeAt, language, timeZone), name, born: dayOf(born, language) }
    const of = Map.groupBy(rows, ({ kind }) => kind)
    return html`<p>${fill(same(t.made), made)[language]}</p><p class="no-print">${t.print}</p>
${kinds.map(
  (kind) => html`<section><h2>${kindWords[kind][language]}</h2>
${of.has(kind) ? list(of.get(kind)!.map((entry) => entryItem(entry, { ...how, plain: true }))) : html`<p class="quiet">${t.none}</p>`}</section>`,
)}<section><h2>${t.visits}</h2>
${
  visits.length === 0
    ? html`<p class="quiet">${t.none}</p>`
    : list(
        visits.map(
          (one) => html`<li>${momentInWords(one.at, timeZone, language)}
<p class="quiet">${[one.kind && kindTexts[one.kind][language], one.with, one.where, statusWords[one.status]?.[language]].filter(Boolean).join(' · ')}</p></li>`,
        ),
      )
}</section>`
  },
}

export const recordPages: readonly PatientPage[] = [
  overviewPage,
  kindPage,
  resultPage,
  documentPage,
  accessPage,
  downloadPage,
  printedPage,
]
