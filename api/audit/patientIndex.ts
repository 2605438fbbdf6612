import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/open.ts'
import { transact } from '../db/transact.ts'

const rowsAtOnce = 250
const pauseMs = 50
const tickMs = 900

/** Ids of the events that concern a patient, as a subquery: what is indexed, and the rows the index has yet to take. */
export function eventsAbout(db: Db, patientId: string): RawBuilder<string> {
  if (db.engine === 'postgres')
    return sql<string>`(select event_id from audit_subject where patient_id = ${patientId})`
  return sql<string>`(
    select s.event_id from audit_patient p join audit_subject s on s.seq = p.seq where p.patient_id = ${patientId}
    union all
    select event_id from audit_subject where seq > (select seq from audit_patient_done) and patient_id = ${patientId}
  )`
}

/**
 * Brings SQLite's index of the log by patient up to date, in small steps that leave the thread free between them.
 * Rows are numbered inside the one write lock, so that none can appear behind what is done.
 */
export async function indexPatients(db: Db, forMs = tickMs, pause = pauseMs): Promise<void> {
  if (db.engine === 'postgres') return
  const until = performance.now() + forMs
  while ((await indexSome(db)) === rowsAtOnce && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, pause))
}

function indexSome(db: Db): Promise<number> {
  return transact(db, async (trx) => {
    const { seq: done } = await trx.selectFrom('audit_patient_done').select('seq').executeTakeFirstOrThrow()
    const rows = await trx
      .selectFrom('audit_subject')
      .select(['patient_id', 'seq'])
      .where('seq', '>', done)
      .orderBy('seq')
      .limit(rowsAtOnce)
      .execute()
    if (rows.length === 0) return 0
    await trx.insertInto('audit_patient').values(rows).execute()
    await trx
      .updateTable('audit_patient_done')
      .set({ seq: rows.at(-1)!.seq })
      .execute()
    return rows.length
  })
}
