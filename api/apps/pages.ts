import { html } from 'hono/html'
import { doneBy, type Html, type PageAsked, type PatientPage, seen } from '../acts/page.ts'
import { ownForm } from '../acts/pageForm.ts'
import type { PatientCtx } from '../core/context.ts'
import { readPolicy } from '../core/policy.ts'
import { fill, type Language, momentInWords } from '../core/words.ts'
import { listActingFor } from '../patients/actingFor.ts'
import { allowApp, refuseApp, showRequest } from './ask.ts'
import { endMyApp, listMyApps } from './mine.ts'
import { appPageTexts as texts } from './pageTexts.ts'
import { typeTexts } from './words.ts'

const what = (types: readonly string[], language: Language): Html =>
  html`<ul>${types.map((type) => html`<li>${typeTexts[type as keyof typeof typeTexts][language]}</li>`)}</ul>`

async function showAsked(ctx: PatientCtx, { params }: PageAsked): Promise<Html> {
  const { language } = ctx
  const t = (name: keyof typeof texts, values = {}) => fill(texts[name], values)[language]
  const { reply: asked } = await showRequest.show(ctx, { uid: params.uid! }, undefined as never)
  const { name, publisher, types, days, minutes, continueAt } = asked
  if (continueAt !== null)
    return html`<p><a class="button" href="${continueAt}">${t('goOn', { name })}</a></p>`
  const others = (await seen(listActingFor, ctx)).filter((one) => one.access === 'full')
  return html`<p>${t('asks', { name, publisher })}</p>
<h2>${t('what')}</h2>
${types.length === 0 ? html`<p>${t('nothing')}</p>` : what(types, language)}
<h2>${t('howLong')}</h2>
<p>${days === null ? t('minutes', { minutes }) : t('days', { days })}</p>
<p class="warning">${t('warning', { name })}</p>
${ownForm(
  {},
  html`${
    others.length === 0
      ? ''
      : html`<fieldset><legend>${t('whose')}</legend>
<label class="check"><input type="radio" name="for" value="" checked>${t('mine')}</label>
${others.map(
  (one) =>
    html`<label class="check"><input type="radio" name="for" value="${one.for}">${one.givenName}</label>`,
)}</fieldset>`
  }
<button name="do" value="allow">${allowApp.verb[language]}</button>
<button name="do" value="refuse" class="second">${refuseApp.verb[language]}</button>`,
)}`
}

/** Where an app asks, and the patient decides. An app leads here before anybody signed in. */
const askPage: PatientPage = {
  path: 'allow-app/:uid',
  title: texts.title,
  comesBack: true,
  show: showAsked,
  async post(ctx, { params, typed }) {
    const { uid } = params
    if (typed.do === 'allow') await doneBy(allowApp, ctx, { uid, for: typed.for || undefined })
    else await doneBy(refuseApp, ctx, { uid })
    return `allow-app/${uid}?done`
  },
  done: texts.decided,
}

const minePage: PatientPage = {
  path: 'apps',
  title: texts.apps,
  about: texts.about,
  done: texts.ended,
  async show(ctx) {
    const { language } = ctx
    const [apps, { timeZone }] = await Promise.all([seen(listMyApps, ctx), readPolicy(ctx.desk.db.read)])
    const when = (at: string) => momentInWords(at, timeZone, language)
    if (apps.length === 0) return html`<p>${texts.none[language]}</p>`
    return html`<p>${texts.intro[language]}</p><ul class="entries">${apps.map(
      (one) => html`<li><h2>${one.name}</h2>
<p>${one.publisher}${one.self ? '' : html` · ${texts.forOther[language]}`}</p>
${what(one.types, language)}
<p class="quiet">${fill(texts.since, { from: when(one.allowedAt), until: when(one.endsAt) })[language]}</p>
${ownForm({ id: one.id }, html`<button class="second">${endMyApp.verb[language]}: ${one.name}</button>`)}</li>`,
    )}</ul>`
  },
  async post(ctx, { typed }) {
    await doneBy(endMyApp, ctx, { id: typed.id })
    return 'apps?done'
  },
}

export const appPages: PatientPage[] = [minePage, askPage]
