import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'

type Reader = Kysely<Tables>

/** Outages and announcements that go on at a moment, outages first. */
export const noticesAt = (db: Reader, now: string) =>
  standing(db, now).orderBy('kind', 'desc').orderBy('started_at', 'desc').execute()

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
