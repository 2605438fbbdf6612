import { html } from 'hono/html'
import { doneBy, type Html, type PageAsked, type PatientPage, seen } from '../acts/page.ts'
import { ownForm } from '../acts/pageForm.ts'
import type { PatientCtx } from '../core/context.ts'
import { readPolicy } from '../core/policy.ts'
import { type Language, momentInWords, regional } from '../core/words.ts'
import { andFor, forOf, whomLine } from '../patients/actingFor.ts'
import { attachmentTypes, mostFiles } from './lists.ts'
import { messagePages } from './pageTexts.ts'
import { listCareClinics, listThreads, showThread } from './showMine.ts'
import { beginThread, markRead, sendMessage } from './write.ts'

const moments = async ({ desk, language }: PatientCtx) => {
  const { timeZone } = await readPolicy(desk.db.read)
  return (at: string) => momentInWords(at, timeZone, language)
}

async function showList(ctx: PatientCtx, { query }: PageAsked): Promise<Html> {
  const grant = forOf(query)
  const t = messagePages[ctx.language]
  const [{ threads, next }, when] = await Promise.all([
    seen(listThreads, ctx, { for: grant, after: query.after }),
    moments(ctx),
  ])
  return html`${await whomLine(ctx, 'messages', grant, 'full')}
<p class="no-print"><a href="/portal/messages/new${andFor(grant)}">${t.write}</a></p>
${threads.length === 0 ? html`<p>${t.none}</p>` : ''}
<ul class="entries">${threads.map(
    (
      one,
    ) => html`<li><h2><a href="/portal/messages/${one.id}${andFor(grant)}">${one.subject}</a>${one.unread > 0 ? html` <span class="flag">${one.unread} ${t.unread}</span>` : ''}</h2>
<p>${one.clinic} · ${when(one.lastAt)}</p>
${one.answerBy ? html`<p class="quiet">${t.answerBy} ${when(one.answerBy)}</p>` : ''}</li>`,
  )}</ul>
${next ? html`<p><a href="/portal/messages?after=${next}${andFor(grant, '&')}">${t.earlier}</a></p>` : ''}`
}

export const messagesPage: PatientPage = {
  path: 'messages',
  isCare: true,
  title: { en: 'Messages', es: 'Mensajes' },
  about: {
    en: 'Write to your clinics and read their answers',
    es: 'Escriba a sus clínicas y lea sus respuestas',
  },
  show: showList,
}

/** Fields that are typed, as they are shown again where the form was refused. */
const typedText = (name: string, label: string, typed: PageAsked['typed']) =>
  html`<label for="${name}">${label}</label><textarea id="${name}" name="${name}" rows="6" maxlength="5000" required>${typed[name] ?? ''}</textarea>`

async function showNew(ctx: PatientCtx, { query, typed }: PageAsked): Promise<Html> {
  const grant = forOf({ ...query, ...typed })
  const t = messagePages[ctx.language]
  const clinics = await seen(listCareClinics, ctx, { for: grant })
  const back = html`<p><a href="/portal/messages${andFor(grant)}">${t.back}</a></p>`
  if (clinics.length === 0) return html`${back}<p>${t.noClinics}</p>`
  return html`${back}${await whomLine(ctx, 'messages/new', grant, 'full')}
<p class="warning">${t.urgent}</p>
${ownForm(
  { for: grant },
  html`<label for="clinic">${t.clinic}</label><select id="clinic" name="clinicId">${clinics.map(
    (one) =>
      html`<option value="${one.id}" ${one.id === typed.clinicId ? 'selected' : ''}>${one.name}</option>`,
  )}</select>
<label for="subject">${t.subject}</label><input id="subject" name="subject" maxlength="150" required value="${typed.subject ?? ''}">
${typedText('text', t.text, typed)}${fileField(ctx.language)}<button>${t.send}</button>`,
  { files: true },
)}`
}

/** Files have to be chosen again where the form was refused: no browser lets a page choose one. */
function fileField(language: Language): Html {
  const t = messagePages[language]
  return html`<label for="files">${t.addFiles}</label><p class="hint" id="files-hint">${t.filesHint}</p>
<input id="files" name="files" type="file" multiple accept="${attachmentTypes.join(',')}" aria-describedby="files-hint">`
}

const sizeOf = (bytes: number, language: Language) =>
  new Intl.NumberFormat(regional[language], {
    style: 'unit',
    unit: 'kilobyte',
    maximumFractionDigits: 0,
  }).format(Math.max(1, bytes / 1024))

const fileLabels = Object.fromEntries(
  Array.from({ length: mostFiles }, (_, i) =>
    ['content', 'mediaType', 'name'].map((part) => [
      `attachments.${i}.${part}`,
      { en: `File ${i + 1}`, es: `Archivo ${i + 1}` },
    ]),
  ).flat(),
)
const labels = {
  ...fileLabels,
  attachments: { en: 'Files', es: 'Archivos' },
  subject: { en: 'What it is about', es: 'De qué se trata' },
  text: { en: 'Your message', es: 'Su mensaje' },
  clinicId: { en: 'Clinic', es: 'Clínica' },
}

export const newMessagePage: PatientPage = {
  path: 'messages/new',
  title: { en: 'Write to a clinic', es: 'Escribir a una clínica' },
  labels,
  show: showNew,
  async post(ctx, { typed, files }) {
    const { clinicId, subject, text } = typed
    const given = { clinicId, subject, text, attachments: files, for: forOf(typed) }
    const { reply } = await doneBy(beginThread, ctx, given)
    return `messages/${reply.threadId}?done${andFor(forOf(typed), '&')}`
  },
}

async function showOne(ctx: PatientCtx, { params, query, typed }: PageAsked): Promise<Html> {
  const grant = forOf({ ...query, ...typed })
  const t = messagePages[ctx.language]
  const id = params.id!
  const [thread, when] = await Promise.all([seen(showThread, ctx, { id, for: grant }), moments(ctx)])
  // What is shown is read: the clinic sees that it was.
  if (thread.messages.some((one) => one.from === 'clinic' && one.readAt === null))
    await doneBy(markRead, { ...ctx, idempotency: undefined } as never, { id, for: grant })
  const who = { me: t.me, patient: t.patient, proxy: t.proxy, clinic: t.clinicSays }
  return html`<p><a href="/portal/messages${andFor(grant)}">${t.back}</a></p>
<h2>${thread.subject}</h2><p>${thread.clinic}</p>
<ul class="entries">${thread.messages.map(
    (one) => html`<li><p class="quiet">${one.name ?? who[one.from]} · ${when(one.sentAt)}</p>
<p class="typed">${one.text}</p>
${one.attachments.map(
  (file) =>
    html`<p>${t.attached}: <a href="/portal/v1/attachments/${file.id}/file${andFor(grant)}" download>${file.name}</a> <span class="quiet">(${sizeOf(file.bytes, ctx.language)})</span></p>`,
)}</li>`,
  )}</ul>
${thread.answerBy ? html`<p>${t.answerBy} ${when(thread.answerBy)}</p>` : ''}
${
  thread.status === 'closed'
    ? html`<p>${t.closed} <a href="/portal/messages/new${andFor(grant)}">${t.write}</a></p>`
    : ownForm(
        { for: grant },
        html`${typedText('text', t.text, typed)}${fileField(ctx.language)}<button>${t.send}</button>`,
        { files: true },
      )
}`
}

export const threadPage: PatientPage = {
  path: 'messages/:id',
  title: { en: 'Conversation', es: 'Conversación' },
  done: { en: 'Your message was sent.', es: 'Su mensaje se envió.' },
  labels,
  show: showOne,
  async post(ctx, { params, typed, files }) {
    const given = { id: params.id, text: typed.text, attachments: files, for: forOf(typed) }
    await doneBy(sendMessage, ctx, given)
    return `messages/${params.id}?done${andFor(forOf(typed), '&')}`
  },
}
