import type { Kysely } from 'kysely'
import { nothingWithheld, type Withheld } from '../audit/search/withheld.ts'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'

/** Acts of inquiries, and of whoever asked the log about somebody. */
const begins = [
  'privacy-alert.',
  'privacy-inquiry.',
  'breach.',
  'sanction.',
  'activity-review.',
  'audit.searched',
  'audit.reported',
  'audit.exported',
  'audit.proved',
  'audit.read-over-fhir',
]

/**
 * What is withheld from whoever reads the log: all that was done about alerts, breaches and sanctions whose subject they are. Mails
 * that told officers of something name nobody, and are shown.
 */
export async function withheldFrom(db: Kysely<Tables>, actor: Ctx['actor']): Promise<Withheld> {
  if (actor.type !== 'staff') return nothingWithheld
  const [alerts, breaches, sanctions] = await Promise.all([
    db
      .selectFrom('privacy_alert')
      .select(['id', 'patient_id', 'discovered_at as at'])
      .where('staff_id', '=', actor.id)
      .execute(),
    db.selectFrom('breach').select(['id', 'opened_at as at']).where('staff_id', '=', actor.id).execute(),
    db.selectFrom('sanction').select(['id', 'recorded_at as at']).where('staff_id', '=', actor.id).execute(),
  ])
  const all = [...alerts, ...breaches, ...sanctions]
  if (all.length === 0) return nothingWithheld
  return {
    reader: actor.id,
    begins,
    objects: new Set(all.map(({ id }) => id)),
    patients: new Set(alerts.flatMap(({ patient_id }) => patient_id ?? [])),
    since: all.map(({ at }) => at).sort()[0]!,
  }
}
