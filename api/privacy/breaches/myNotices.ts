import { z } from '@hono/zod-openapi'
import { html } from 'hono/html'
import { type PatientPage, seen } from '../../acts/page.ts'
import { view } from '../../acts/view.ts'
import { id } from '../../core/http/schema.ts'
import { aboutRecord, actsFor } from '../../patients/actsFor.ts'
import { printed, type Sheet } from './shown.ts'

const letter = printed.shape.letters.element.omit({ lines: true })

/** The notices that a patient who wants no paper gets in the portal, newest first. */
export const listMyNotices = view({
  name: 'portal.letters-read',
  letter: 'R',
  words: { en: 'Read their letters in the portal', es: 'Leyó sus cartas en el portal' },
  watch: 'nothing',
  at: 'GET /portal/v1/letters',
  summary: 'Letters that came to you here in place of paper',
  tag: 'Patient portal',
  needs: 'patient',
  reply: z.object({ letters: z.array(letter.extend({ id })) }).openapi('MyLetters'),
  async show(ctx) {
    const db = ctx.desk.db.read
    const of = await actsFor(db, ctx, undefined, 'full')
    const rows = await db
      .selectFrom('breach_notice')
      .select(['id', 'content'])
      .where('patient_id', 'in', of.ids)
      .where('method', '=', 'email')
      .where('content', 'is not', null)
      .where('withdrawn_at', 'is', null)
      .orderBy('id', 'desc')
      .execute()
    return {
      reply: { letters: rows.map((row) => ({ ...(JSON.parse(row.content!) as Sheet), id: row.id })) },
      seen: { ...aboutRecord(of), detail: { rows: rows.length } },
    }
  },
})

const texts = {
  none: {
    en: 'There are no letters. If you chose paperless under “My details”, they come here.',
    es: 'No hay cartas. Si eligió no recibir papel en «Mis datos», llegan aquí.',
  },
}

export const lettersPage: PatientPage = {
  path: 'letters',
  title: { en: 'Letters', es: 'Cartas' },
  about: { en: 'What would come on paper', es: 'Lo que llegaría en papel' },
  async show(ctx) {
    const { letters } = await seen(listMyNotices, ctx)
    if (letters.length === 0) return html`<p>${texts.none[ctx.language]}</p>`
    return html`${letters.map(
      (one) => html`<article lang="${one.language}"><p class="quiet">${one.hospital} · ${one.day}</p>
<p>${one.hello}</p>${one.parts.map((part) => html`<h2>${part.title}</h2><p>${part.text}</p>`)}</article>`,
    )}`
  },
}
