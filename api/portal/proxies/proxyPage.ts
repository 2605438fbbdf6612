import { html } from 'hono/html'
import { doneBy, type Html, type PageAsked, type PatientPage, seen } from '../../acts/page.ts'
import { ownForm } from '../../acts/pageForm.ts'
import type { PatientCtx } from '../../core/context.ts'
import { readPolicy } from '../../core/policy.ts'
import { type Language, momentInWords } from '../../core/words.ts'
import { relationships } from '../../logins/lists.ts'
import { relationshipWords } from '../../logins/proxies/words.ts'
import { listActingFor } from '../../patients/actingFor.ts'
import { acceptProxy } from './acceptProxy.ts'
import { askForProxy, endMyProxy, listProxies } from './myProxies.ts'
import { proxyTexts } from './proxyTexts.ts'

type Access = Awaited<ReturnType<typeof ofMine>>['iActFor'][number]
const ofMine = (ctx: PatientCtx) => seen(listProxies, ctx)

const relationshipOf = (one: Access, language: Language): string =>
  relationships.some((known) => known === one.relationship)
    ? relationshipWords[one.relationship as (typeof relationships)[number]][language]
    : one.relationship

/** @param access what it reaches, said to whoever reads it: the patient, or the proxy */
function line(
  one: Access,
  language: Language,
  when: (at: string) => string,
  access: { full: string; limited: string },
): Html {
  const t = proxyTexts[language]
  const waits = t.waits[one.waitingFor === 'desk' || one.waitingFor === 'proxy' ? one.waitingFor : 'other']
  const sees = access[one.access === 'full' ? 'full' : 'limited']
  return one.status === 'active'
    ? html`<p>${relationshipOf(one, language)}: ${sees}, ${t.since} ${when(one.since)}</p>`
    : html`<p>${relationshipOf(one, language)}. ${waits}</p>`
}

const endForm = (id: string, language: Language): Html =>
  ownForm({ step: 'end', id }, html`<button>${proxyTexts[language].end}</button>`)

async function show(ctx: PatientCtx, { typed }: PageAsked): Promise<Html> {
  const { language } = ctx
  const t = proxyTexts[language]
  const [{ actForMe, iActFor }, acting, { timeZone }] = await Promise.all([
    ofMine(ctx),
    seen(listActingFor, ctx),
    readPolicy(ctx.desk.db.read),
  ])
  // Of two children whose access is ended here is to be told; by whom nothing was confirmed yet is told no name.
  const nameOf = (id: string) => acting.find((one) => one.for === id)?.givenName
  const when = (at: string) => momentInWords(at, timeZone, language)
  return html`<h2>${t.forMe}</h2>
${actForMe.length === 0 ? html`<p>${t.noneForMe}</p>` : ''}
<ul class="entries">${actForMe.map(
    (one) =>
      html`<li><h3>${one.name}</h3>${line(one, language, when, t.access)}${endForm(one.id, language)}</li>`,
  )}</ul>
<h2>${t.iFor}</h2>
${iActFor.length === 0 ? html`<p>${t.noneIFor}</p>` : ''}
<ul class="entries">${iActFor.map(
    (
      one,
    ) => html`<li>${nameOf(one.id) ? html`<h3>${nameOf(one.id)}</h3>` : ''}${line(one, language, when, t.iSee)}
${
  one.waitingFor === 'proxy'
    ? html`<h3>${t.confirmTitle}</h3>${ownForm(
        { step: 'confirm', id: one.id },
        html`<label for="born-${one.id}">${t.birthDate}</label><input id="born-${one.id}" name="birthDate" type="date" required><button>${t.confirm}</button>`,
      )}`
    : ''
}${endForm(one.id, language)}</li>`,
  )}</ul>
<h2>${t.askTitle}</h2><p>${t.askHow}</p>
${ownForm(
  { step: 'ask' },
  html`<label for="name">${t.name}</label><input id="name" name="name" maxlength="200" required value="${typed.name ?? ''}">
<label for="relationship">${t.relationship}</label><select id="relationship" name="relationship">${relationships.map(
    (one) =>
      html`<option value="${one}" ${one === typed.relationship ? 'selected' : ''}>${relationshipWords[one][language]}</option>`,
  )}</select><button>${t.ask}</button>`,
)}`
}

export const proxyPage: PatientPage = {
  path: 'proxies',
  title: { en: 'Proxies', es: 'Representantes' },
  about: {
    en: 'Who can act for you, and for whom you can act',
    es: 'Quién puede actuar por usted, y por quién puede actuar usted',
  },
  done: { en: 'It is done.', es: 'Listo.' },
  labels: {
    name: { en: 'Their name', es: 'Su nombre' },
    birthDate: { en: 'Date of birth', es: 'Fecha de nacimiento' },
  },
  show,
  async post(ctx, { typed }) {
    const { step, id, name, relationship, birthDate } = typed
    if (step === 'end') await doneBy(endMyProxy, ctx, { id })
    else if (step === 'confirm') await doneBy(acceptProxy, ctx, { id, birthDate })
    else await doneBy(askForProxy, ctx, { name, relationship })
    return 'proxies?done'
  },
}
