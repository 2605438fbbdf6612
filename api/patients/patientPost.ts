import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import { patientNames } from './published.ts'

/** Whom a letter is written to, in what language, and where it goes. */
export const patientPost = (db: Kysely<Tables>) =>
  patientNames(db).select([
    'suffix',
    'birth_date',
    'language',
    'street',
    'city',
    'state',
    'postal_code',
    'deceased_at',
    'replaced_by',
  ])
