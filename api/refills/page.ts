import { html } from 'hono/html'
import { doneBy, type Html, type PageAsked, type PatientPage, seen } from '../acts/page.ts'
import { ownForm } from '../acts/pageForm.ts'
import type { PatientCtx } from '../core/context.ts'
import { readPolicy } from '../core/policy.ts'
import { momentInWords } from '../core/words.ts'
import { listCareClinics } from '../messages/showMine.ts'
import { andFor, forOf, whomLine } from '../patients/actingFor.ts'
import { askRefill, cancelRefill, listRefills } from './ask.ts'
import { refillPages } from './pageTexts.ts'
import { refillStateTexts, refusalTexts } from './stateTexts.ts'

async function show(ctx: PatientCtx, { query, typed }: PageAsked): Promise<Html> {
  const grant = forOf({ ...query, ...typed })
  const { language } = ctx
  const t = refillPages[language]
  const [{ refills, next }, clinics, { timeZone }] = await Promise.all([
    seen(listRefills, ctx, { for: grant, after: query.after }),
    seen(listCareClinics, ctx, { for: grant }),
    readPolicy(ctx.desk.db.read),
  ])
  const when = (at: string) => momentInWords(at, timeZone, language)
  return html`${await whomLine(ctx, 'refills', grant, 'full')}
${clinics.length === 0 ? html`<p>${t.noClinics}</p>` : askForm(t, clinics, grant, typed)}
<h2>${t.asked}</h2>
${refills.length === 0 ? html`<p>${t.none}</p>` : ''}
<ul class="entries">${refills.map(
    (one) => html`<li><h3>${one.medication}: ${refillStateTexts[one.status][language]}</h3>
<p>${one.clinic} · ${when(one.askedAt)}</p>
${one.note ? html`<p>${one.note}</p>` : ''}
${one.reason ? html`<p>${refusalTexts[one.reason][language]}</p>` : ''}
${one.answer ? html`<p>${t.answer}: ${one.answer}</p>` : ''}
${one.answerBy ? html`<p class="quiet">${t.answerBy} ${when(one.answerBy)}</p>` : ''}
${one.status === 'requested' ? ownForm({ do: 'cancel', id: one.id, for: grant }, html`<button class="second">${t.cancel}</button>`) : ''}</li>`,
  )}</ul>
${next ? html`<p><a href="/portal/refills?after=${next}${andFor(grant, '&')}">${t.earlier}</a></p>` : ''}`
}

const askForm = (
  t: (typeof refillPages)['en' | 'es'],
  clinics: readonly { id: string; name: string }[],
  grant: string | undefined,
  typed: PageAsked['typed'],
): Html =>
  ownForm(
    { do: 'ask', for: grant },
    html`<label for="clinic">${t.clinic}</label><select id="clinic" name="clinicId">${clinics.map(
      (one) =>
        html`<option value="${one.id}" ${one.id === typed.clinicId ? 'selected' : ''}>${one.name}</option>`,
    )}</select>
<label for="medication">${t.medication}</label><input id="medication" name="medication" maxlength="200" required value="${typed.medication ?? ''}">
<label for="note">${t.note}</label><textarea id="note" name="note" rows="3" maxlength="1000">${typed.note ?? ''}</textarea>
<button>${t.ask}</button>`,
  )

export const refillsPage: PatientPage = {
  path: 'refills',
  isCare: true,
  title: { en: 'Refills', es: 'Resurtidos' },
  about: { en: 'Ask for more of a medication', es: 'Pida más de un medicamento' },
  done: { en: 'Done.', es: 'Hecho.' },
  labels: {
    medication: { en: 'Medication', es: 'Medicamento' },
    note: { en: 'What the clinic should know', es: 'Lo que la clínica debe saber' },
    clinicId: { en: 'Clinic', es: 'Clínica' },
  },
  show,
  async post(ctx, { typed }) {
    const grant = forOf(typed)
    const { clinicId, medication, note, id } = typed
    if (typed.do === 'cancel') await doneBy(cancelRefill, ctx, { id, for: grant })
    else await doneBy(askRefill, ctx, { clinicId, medication, note: note || undefined, for: grant })
    return `refills?done${andFor(grant, '&')}`
  },
}
