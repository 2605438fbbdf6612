import { z } from 'zod'
import { date, text } from '../core/http/schema.ts'
import { emailKey, phoneKey } from '../core/normalize.ts'
import { rule } from '../core/words.ts'
import type { GivenVisit, NamedPlace } from '../patients/saveVisits.ts'

/** A person read from a source, before it is checked. Encounters are visits that prove who the caller is. */
export interface SourcePatient {
  mrn: string | undefined
  identifiers: { system: string; value: string }[]
  familyName: string | undefined
  givenName: string | undefined
  otherNames: string[]
  birthDate: string | undefined
  sex?: string | undefined
  language?: string | undefined
  race?: string | undefined
  ethnicity?: string | undefined
  payer?: string | undefined
  street?: string | undefined
  city?: string | undefined
  state?: string | undefined
  postalCode?: string | undefined
  phones: string[]
  emails: string[]
  deceasedAt?: string | undefined
  primaryProvider?: NamedPlace | undefined
  encounters: GivenVisit[]
}

/** One record of a source, or the reason why it could not be read. `line` counts from 1. */
export type SourceItem = { file: string; line: number } & ({ patient: SourcePatient } | { fault: string })

const optional = (max: number) =>
  z
    .string()
    .optional()
    .transform((value) => value?.trim() || null)
    .pipe(text(max).nullable())

const missing = rule('is missing', 'falta')

/** The rules a person must meet to enter the registry. */
export const acceptable = z.object({
  mrn: z.string(missing).pipe(text(100)),
  identifiers: z.array(z.object({ system: text(300), value: text(100) })),
  familyName: z.string(missing).pipe(text(200)),
  givenName: z.string(missing).pipe(text(200)),
  otherNames: z.array(text(200)),
  birthDate: z
    .string(missing)
    .pipe(date)
    .refine(
      (day) => day >= '1850-01-01' && day <= new Date().toISOString().slice(0, 10),
      rule('must lie between 1850 and today', 'debe estar entre 1850 y hoy'),
    ),
  sex: optional(20),
  language: optional(35),
  race: optional(100),
  ethnicity: optional(100),
  payer: optional(100),
  street: optional(300),
  city: optional(100),
  state: optional(100),
  postalCode: optional(20),
  phones: z.array(text(40)).transform((phones) => phones.filter((phone) => phoneKey(phone) !== '')),
  emails: z
    .array(z.email(rule('must be an e-mail address', 'debe ser una dirección de correo')).max(254))
    .transform((emails) => emails.map((e) => e.trim()).filter((e) => emailKey(e) !== '')),
  deceasedAt: z
    .string()
    .optional()
    .transform((value) => value?.slice(0, 10) || null)
    .pipe(date.nullable()),
})
