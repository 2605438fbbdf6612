import { z } from '@hono/zod-openapi'
import { act, type Done } from '../../acts/act.ts'
import { addCaseNote } from '../../cases/note.ts'
import { hourMs } from '../../core/calendar.ts'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { text } from '../../core/http/schema.ts'
import { isPhone } from '../../core/phone.ts'
import { readPolicy } from '../../core/policy.ts'
import { rule } from '../../core/words.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { guardiansContacts } from '../../patients/guardiansContacts.ts'
import { contactKey } from '../../patients/saveContacts.ts'
import { onLogins } from '../done.ts'
import { oldContacts, phoneKinds } from '../lists.ts'
import { loginsPolicy } from '../policy.ts'
import { actBody, contactAsked } from '../schema.ts'
import type { OnLogin } from '../target.ts'
import { changeWaitsAlready, guardiansContact, notAPhone } from '../words.ts'
import { type Asked, holdWaiting, onFile } from './changes.ts'
import { tellOfChange } from './tellOfChange.ts'

/**
 * Changes of where a patient is reached. A change is only asked for here: every address, old and new, is told, and can say that
 * it was not them; it takes effect when the delay is over (`takeEffect.ts`), at once for whom two of the staff have seen
 * (level 3). It counts as known from when it was asked for, since all of them were told then (2026-11-26).
 */
const common = {
  ...onLogins,
  letter: 'U',
  reply: contactAsked,
  guards: {
    openCase: true,
    queue: true,
    tier: 'T2',
    wayToTell: true,
    patientSpeaks: true,
    stranger: true,
    living: true,
    oneKind: 'contact',
    from: ['none', 'invited', 'active', 'locked'],
    changesLeft: true,
  },
} as const

const old = z.enum(oldContacts)
const oldLabel = { en: 'What is on file now', es: 'Lo que consta ahora' }

export const changeEmail = act({
  ...common,
  name: 'contact.email-change-asked',
  watch: 'contact',
  words: { en: 'Asked for a change of email', es: 'Pidió un cambio de correo electrónico' },
  verb: { en: 'Change the email', es: 'Cambiar el correo electrónico' },
  at: 'POST /api/patients/{id}/acts/change-email',
  body: actBody.extend({
    email: z.email(rule('must be an email address', 'debe ser un correo electrónico')).max(254),
    old,
  }),
  labels: { email: { en: 'New email', es: 'Correo nuevo' }, old: oldLabel },
  async do(trx, ctx, found, { email, old, reason }) {
    const asked = { system: 'email', value: email } as const
    await refuseGuardians(trx, ctx, found, asked)
    return ask(trx, ctx, found, asked, { reason, endsOld: old === 'end' })
  },
})

export const changePhone = act({
  ...common,
  name: 'contact.phone-change-asked',
  watch: 'contact',
  words: { en: 'Asked for a change of phone number', es: 'Pidió un cambio de teléfono' },
  verb: { en: 'Change the phone number', es: 'Cambiar el teléfono' },
  at: 'POST /api/patients/{id}/acts/change-phone',
  body: actBody.extend({ phone: text(40), kind: z.enum(phoneKinds), old }),
  labels: {
    phone: { en: 'New number', es: 'Número nuevo' },
    kind: { en: 'Kind of phone', es: 'Tipo de teléfono' },
    old: oldLabel,
  },
  async do(trx, ctx, found, { phone, kind, old, reason }) {
    const { homeCountry } = await readPolicy(trx)
    if (!isPhone(phone, homeCountry)) throw new Invalid({ phone: notAPhone })
    const asked = { system: 'phone', value: phone, takesTexts: kind === 'mobile' } as const
    await refuseGuardians(trx, ctx, found, asked)
    return ask(trx, ctx, found, asked, { reason, endsOld: old === 'end' })
  },
})

export const changeAddress = act({
  ...common,
  name: 'contact.address-change-asked',
  watch: 'login',
  words: { en: 'Asked for a change of home address', es: 'Pidió un cambio de domicilio' },
  verb: { en: 'Change the home address', es: 'Cambiar el domicilio' },
  at: 'POST /api/patients/{id}/acts/change-address',
  body: actBody.extend({ street: text(200), city: text(100), state: text(40), postalCode: text(20) }),
  labels: {
    street: { en: 'Street and number', es: 'Calle y número' },
    city: { en: 'City', es: 'Ciudad' },
    state: { en: 'State', es: 'Estado' },
    postalCode: { en: 'ZIP code', es: 'Código postal' },
  },
  async do(trx, ctx, found, { street, city, state, postalCode, reason }) {
    const asked = { system: 'address', street, city, state, postalCode } as const
    return ask(trx, ctx, found, asked, { reason, endsOld: true })
  },
})

/**
 * A teenager's portal account may not be reached by whoever acts, or acted, for them: codes and links go to either kind. A home
 * address they may share, since most live there (2026-11-26); a letter with a code goes there only for whom two of the staff have
 * seen (2026-11-28).
 */
async function refuseGuardians(
  trx: Trx,
  ctx: StaffCtx,
  { patient }: OnLogin,
  { system, value }: { system: 'email' | 'phone'; value: string },
): Promise<void> {
  const { homeCountry } = await readPolicy(trx)
  const asked = { system, value_key: contactKey({ system, value }, homeCountry) }
  if ((await guardiansContacts(trx, patient, ctx.now()))(asked))
    throw new Invalid({ [system]: guardiansContact })
}

async function ask(
  trx: Trx,
  ctx: StaffCtx,
  { patient, supportCase, tier }: OnLogin,
  asked: Asked,
  { reason, endsOld }: { reason: string; endsOld: boolean },
): Promise<Done<z.input<typeof contactAsked>>> {
  const { system } = asked
  const waits = (await holdWaiting(trx, ctx, patient.id)).some((row) => row.system === system)
  if (waits) throw new Conflict(changeWaitsAlready)
  const { contactDelayHours } = await readPolicy(trx, loginsPolicy)
  const now = ctx.now()
  const hours = tier === 'T3' ? 0 : contactDelayHours
  const row = {
    id: newId(),
    patient_id: patient.id,
    case_id: supportCase.id,
    system,
    sealed_value: ctx.desk.keys.seal(JSON.stringify(asked)),
    ends_old: endsOld ? 1 : 0,
    on_file: await onFile(trx, patient, system),
    asked_by: ctx.actor.id,
    asked_at: now.toISOString(),
    due_at: new Date(now.getTime() + hours * hourMs).toISOString(),
    state: 'waiting' as const,
    ended_at: null,
  }
  await trx.insertInto('contact_change').values(row).execute()
  // What takes effect at once is told when it has.
  if (hours > 0) await tellOfChange(trx, ctx, patient, { id: row.id, caseId: supportCase.id, asked, hours })
  const slug = `change-${system}` as const
  await addCaseNote(trx, ctx, supportCase.id, slug, reason)
  return {
    reply: { act: slug, at: row.asked_at, change: { id: row.id, system, takesEffectAt: row.due_at } },
    about: { object: { type: 'contact-change', id: row.id } },
    fields: [system],
    detail: { tier, endsOld },
    tells: [{ patientId: patient.id, kind: 'contact-change-asked', reason: system }],
    after: deliverSoon,
  }
}
