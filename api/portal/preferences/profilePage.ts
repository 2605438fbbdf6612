import { html } from 'hono/html'
import { doneBy, type Html, type PatientPage, seen } from '../../acts/page.ts'
import { ownForm } from '../../acts/pageForm.ts'
import type { PatientCtx } from '../../core/context.ts'
import { setPreferences, showProfile } from './profile.ts'
import { profileTexts } from './profileTexts.ts'

const choices = (
  name: string,
  legend: string,
  chosen: string,
  options: readonly (readonly [value: string, label: string])[],
): Html =>
  html`<fieldset><legend>${legend}</legend>${options.map(
    ([value, label]) =>
      html`<label class="check"><input type="radio" name="${name}" value="${value}" ${value === chosen ? 'checked' : ''}>${label}</label>`,
  )}</fieldset>`

async function show(ctx: PatientCtx): Promise<Html> {
  const t = profileTexts[ctx.language]
  const { preferences: wants, ...me } = await seen(showProfile, ctx)
  const lines = (label: string, values: readonly string[]) =>
    html`<dt>${label}</dt>${(values.length > 0 ? values : [t.nothing]).map((value) => html`<dd>${value}</dd>`)}`
  return html`<dl>${lines(t.name, [`${me.givenName} ${me.familyName}`])}
${lines(t.address, me.address)}${lines(t.emails, me.emails)}
${lines(
  t.phones,
  me.phones.map((one) => (one.takesTexts ? `${one.number} (${t.texts})` : one.number)),
)}</dl>
<p class="quiet">${t.toChange}</p>
<h2>${t.choices}</h2>
${ownForm(
  {},
  html`${choices('language', t.language, wants.language ?? '', [
    ['', t.asOnFile],
    ['en', 'English'],
    ['es', 'Español'],
  ])}
${choices('news', t.news, wants.news, [
  ['email', t.byEmail],
  ['text', t.byText],
  ['none', t.notAtAll],
])}
<p class="hint">${t.always}</p>
<fieldset><legend>${t.paper}</legend>
<label class="check"><input type="checkbox" name="paperless" value="yes" ${wants.paperless ? 'checked' : ''}>${t.paperless}</label></fieldset>
<button>${setPreferences.verb[ctx.language]}</button>`,
)}`
}

export const profilePage: PatientPage = {
  path: 'profile',
  title: { en: 'My details', es: 'Mis datos' },
  about: {
    en: 'Your address, email and telephone, language, and how we write to you',
    es: 'Su dirección, correo y teléfono, el idioma y cómo le escribimos',
  },
  done: { en: 'Your choices are saved.', es: 'Sus preferencias se guardaron.' },
  show,
  async post(ctx, { typed }) {
    const { language, news, paperless } = typed
    await doneBy(setPreferences, ctx, { language: language || null, news, paperless: paperless === 'yes' })
    return 'profile?done'
  },
}
