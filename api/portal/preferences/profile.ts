import { z } from '@hono/zod-openapi'
import { act } from '../../acts/act.ts'
import { view } from '../../acts/view.ts'
import { NotFound } from '../../core/errors.ts'
import { preferencesOf, savePreferences } from '../../patients/preferences.ts'
import { channelsOf, patientById } from '../../patients/published.ts'
import { holdPatient } from '../../patients/target.ts'
import { noLogin } from '../words.ts'
import { chosenPreferences } from './schema.ts'

const preferences = z.strictObject(chosenPreferences).openapi('Preferences')
const profile = z
  .object({
    givenName: z.string(),
    familyName: z.string(),
    birthDate: z.string().openapi({ example: '1954-03-09' }),
    address: z.array(z.string()).openapi({ description: 'Its lines; none where none is on file' }),
    emails: z.array(z.string()).openapi({ example: ['rosa.field@example.org'] }),
    phones: z.array(z.object({ number: z.string(), takesTexts: z.boolean() })),
    preferences: z.object(chosenPreferences),
  })
  .openapi('Profile')

const common = { watch: 'nothing', tag: 'Patient portal', needs: 'patient' } as const

/** What is on file of them. It is changed by the desk, which makes sure of who asks (2026-11-27). */
export const showProfile = view({
  ...common,
  name: 'portal.profile-read',
  letter: 'R',
  words: {
    en: 'Looked at their own contact information in the portal',
    es: 'Consultó sus propios datos de contacto en el portal',
  },
  at: 'GET /portal/v1/profile',
  summary: 'Your contact information, and how you want to be written to',
  reply: profile,
  async show(ctx) {
    const db = ctx.desk.db.read
    const { patientId } = ctx.actor
    const [patient, channels, wants] = await Promise.all([
      patientById(db, patientId),
      channelsOf(db, patientId),
      preferencesOf(db, patientId),
    ])
    if (!patient) throw new NotFound(noLogin)
    const town = [patient.city, patient.state, patient.postal_code].filter(Boolean).join(' ')
    return {
      reply: {
        givenName: patient.given_name,
        familyName: patient.family_name,
        birthDate: patient.birth_date,
        address: [patient.street, town].filter((line): line is string => Boolean(line)),
        emails: channels.filter((one) => one.system === 'email').map((one) => one.value),
        phones: channels
          .filter((one) => one.system === 'phone')
          .map((one) => ({ number: one.value, takesTexts: one.takes_texts === 1 })),
        preferences: wants,
      },
      seen: { patientIds: [patientId], object: { type: 'patient', id: patientId } },
    }
  },
})

export const setPreferences = act({
  ...common,
  name: 'portal.preferences-set',
  letter: 'U',
  words: {
    en: 'Chose how to be written to',
    es: 'Eligió cómo se le escribe',
  },
  verb: { en: 'Save my choices', es: 'Guardar mis preferencias' },
  at: 'PUT /portal/v1/preferences',
  body: preferences,
  reply: z.object(chosenPreferences),
  async do(trx, ctx, _found, wanted) {
    const { patientId } = ctx.actor
    await holdPatient(trx, ctx, patientId)
    await savePreferences(trx, ctx, patientId, wanted)
    return {
      reply: wanted,
      about: { patientIds: [patientId], object: { type: 'patient', id: patientId } },
      fields: ['preferences'],
      detail: { paperless: wanted.paperless },
    }
  },
})
