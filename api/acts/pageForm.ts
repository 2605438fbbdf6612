import { html } from 'hono/html'
import { newToken } from '../core/access/keys.ts'
import { type Html, onceField } from './page.ts'

/** A form that posts to the page it stands on; what is sent twice is done once. Names and values in `hidden` go with it. */
export const ownForm = (
  hidden: Readonly<Record<string, string | undefined>>,
  inside: Html,
  { files = false } = {},
): Html =>
  html`<form method="post" ${files ? html`enctype="multipart/form-data"` : ''}><input type="hidden" name="${onceField}" value="${newToken()}">
${Object.entries(hidden)
  .filter(([, value]) => value !== undefined)
  .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${inside}</form>`
