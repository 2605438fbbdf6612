import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import type { Language } from '../core/words.ts'
import { plainOutage } from './words.ts'

type Reader = Kysely<Tables>

/** Outages and announcements that go on at a moment, outages first. */
export const noticesAt = (db: Reader, now: string) =>
  standing(db, now).orderBy('kind', 'desc').orderBy('started_at', 'desc').execute()

/** How patients are told of one, on each page of the portal. */
export const saidToPatients = (
  row: Pick<Tables['incident'], 'kind' | 'started_at' | 'text_en' | 'text_es'>,
  language: Language,
) => ({
  kind: row.kind,
  since: row.started_at,
  text: (language === 'es' ? row.text_es : row.text_en) ?? plainOutage[language],
})

/** Outages that go on at a moment. */
export const outagesAt = (db: Reader, now: string) => standing(db, now).where('kind', '=', 'outage').execute()

const standing = (db: Reader, now: string) =>
  db
    .selectFrom('incident')
    .selectAll()
    .where('started_at', '<=', now)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', now)]))

/** Outages that began in a span of days, both included. */
export const outagesBegunIn = (db: Reader, from: string, to: string) =>
  db
    .selectFrom('incident')
    .select(['id', 'started_at', 'title'])
    .where('kind', '=', 'outage')
    .where('started_at', '>=', from)
    .where('started_at', '<=', `${to}T23:59:59.999Z`)
    .execute()
