import { z } from '@hono/zod-openapi'
import { html } from 'hono/html'
import { type Html, seen } from '../acts/page.ts'
import { view } from '../acts/view.ts'
import type { PatientCtx } from '../core/context.ts'
import { id } from '../core/http/schema.ts'
import { seesNow } from './actsFor.ts'
import { notLiving } from './living.ts'
import { standsForOf } from './proxyGrants.ts'
import { patientById } from './published.ts'

const anyone = z
  .array(
    z.object({
      for: id.openapi({ description: 'Your proxy access: give it as `for`' }),
      givenName: z.string(),
      access: z.enum(['full', 'limited']),
    }),
  )
  .openapi('ActingFor')

/** For whom somebody can act at this moment, by first name: whoever stands for two children has to tell them apart. */
export const listActingFor = view({
  name: 'portal.acting-for-read',
  letter: 'R',
  words: {
    en: 'Looked at whose record they can act on in the portal',
    es: 'Consultó en el portal por quién puede actuar',
  },
  watch: 'nothing',
  at: 'GET /portal/v1/acting-for',
  summary: 'Patients for whom you can act',
  tag: 'Patient portal',
  needs: 'patient',
  reply: anyone,
  async show(ctx) {
    const db = ctx.desk.db.read
    const me = ctx.actor.patientId
    const grants = (await standsForOf(db, me)).filter((one) => one.status === 'active')
    const patients = await Promise.all(grants.map((one) => patientById(db, one.patient_id)))
    const reply = await Promise.all(
      grants.map(async (grant, i) => {
        const patient = patients[i]
        const access = patient && !notLiving(patient) ? await seesNow(ctx, grant, patient) : undefined
        return access ? [{ for: grant.id, givenName: patient!.given_name, access }] : []
      }),
    )
    return { reply: reply.flat(), seen: { patientIds: [me, ...grants.map((one) => one.patient_id)] } }
  },
})

const texts = {
  label: { en: 'For whom', es: 'Para quién' },
  me: { en: 'Me', es: 'Para mí' },
} as const

/** The line of a page by which a proxy chooses for whom it is; nothing where somebody acts for nobody. */
export async function whomLine(
  ctx: PatientCtx,
  path: string,
  chosen: string | undefined,
  access: 'full' | 'any',
): Promise<Html | ''> {
  const all = (await seen(listActingFor, ctx)).filter((one) => access === 'any' || one.access === 'full')
  if (all.length === 0) return ''
  const { language } = ctx
  const link = (to: string, name: string, here: boolean) =>
    html`<li><a href="/portal/${path}${to}" ${here ? html`aria-current="page"` : ''}>${name}</a></li>`
  return html`<nav aria-label="${texts.label[language]}" class="no-print"><p>${texts.label[language]}:</p><ul>
${link('', texts.me[language], chosen === undefined)}
${all.map((one) => link(`?for=${one.for}`, one.givenName, one.for === chosen))}</ul></nav>`
}

/** What an address or form says of for whom a page is. */
export const forOf = (given: Readonly<Record<string, string>>): string | undefined => given.for || undefined

/** The same as part of an address. */
export const andFor = (grant: string | undefined, mark: '?' | '&' = '?'): string =>
  grant === undefined ? '' : `${mark}for=${encodeURIComponent(grant)}`
