import type { Kysely, Selectable } from 'kysely'
import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import { daysAfter } from '../../core/calendar.ts'
import { type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import type { Tables } from '../../core/db/tables.ts'
import { type Trx, transact } from '../../core/db/transact.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { readPolicy } from '../../core/policy.ts'
import { idsByMrn, patientHeads } from '../../patients/published.ts'
import type { EventKind } from '../lists.ts'
import { noteEvents } from '../noteEvents.ts'
import { adoptionPolicy } from '../policy.ts'

type Waiting = Selectable<Tables['adoption_waiting']>
const atOnce = 500

/** Notes what waits for the given patients, who came or changed. @returns how many events were noted. */
export async function noteArrived(trx: Trx, patientIds: readonly string[]): Promise<number> {
  if (
    patientIds.length === 0 ||
    !(await trx.selectFrom('adoption_waiting').select('id').limit(1).executeTakeFirst())
  )
    return 0
  let noted = 0
  for (let i = 0; i < patientIds.length; i += atOnce) {
    const numbers = await patientHeads(trx)
      .where('id', 'in', patientIds.slice(i, i + atOnce))
      .execute()
    const rows = await trx
      .selectFrom('adoption_waiting')
      .selectAll()
      .where(
        'mrn',
        'in',
        numbers.map(({ mrn }) => mrn),
      )
      .execute()
    noted += (await noteThose(trx, rows)).length
  }
  return noted
}

export const waitingDropped: Action = {
  name: 'adoption.waiting-dropped',
  letter: 'D',
  words: {
    en: 'Dropped activity from another portal that waited too long for its patients',
    es: 'Descartó actividad de otro portal que esperó demasiado a sus pacientes',
  },
  watch: 'nothing',
}

/**
 * Once a day: notes what waits for patients who came while it was told, and drops what has waited too long; the log says how
 * much.
 */
export async function sweepWaiting(desk: Desk): Promise<void> {
  const ctx = systemCtx(desk, 'adoption-waiting', newId())
  const { waitingDays } = await readPolicy(desk.db.read, adoptionPolicy)
  const oldest = daysAfter(desk.clock(), -waitingDays)
  for (let after: { mrn: string; id: string } | undefined; ; ) {
    const rows = await pageAfter(desk.db.read, after)
    if (rows.length === 0) return
    await transact(desk.db, async (trx) => {
      const known = await noteThose(trx, rows)
      const late = rows.filter((row) => row.told_at < oldest && !known.includes(row))
      const dropped = await drop(trx, late)
      if (dropped > 0) await record(trx, ctx, waitingDropped, { detail: { events: dropped, waitingDays } })
    })
    after = rows.at(-1)
    await letOthersGo()
  }
}

const pageAfter = (db: Kysely<Tables>, after: { mrn: string; id: string } | undefined) =>
  db
    .selectFrom('adoption_waiting')
    .selectAll()
    .$if(after !== undefined, (qb) =>
      qb.where((eb) => eb(eb.refTuple('mrn', 'id'), '>', eb.tuple(after!.mrn, after!.id))),
    )
    .orderBy('mrn')
    .orderBy('id')
    .limit(atOnce)
    .execute()

/** @returns those whose patient is there, who wait no more. */
async function noteThose(trx: Trx, rows: readonly Waiting[]): Promise<Waiting[]> {
  const patients = await idsByMrn(
    trx,
    rows.map(({ mrn }) => mrn),
  )
  const known = rows.filter(({ mrn }) => patients.has(mrn))
  await noteEvents(
    trx,
    known.map(({ mrn, id, kind, at, value, amends }) => ({
      ...{ id, at, amends },
      patientId: patients.get(mrn)!,
      kind: kind as EventKind,
      value: value === null ? null : Number(value),
    })),
  )
  await drop(trx, known)
  return known
}

// An event that is noted twice counts once: that another node drops the same rows meanwhile harms nothing.
async function drop(trx: Trx, rows: readonly Waiting[]): Promise<number> {
  let dropped = 0
  for (const { mrn, id } of rows) {
    const { numDeletedRows } = await trx
      .deleteFrom('adoption_waiting')
      .where('mrn', '=', mrn)
      .where('id', '=', id)
      .executeTakeFirst()
    dropped += Number(numDeletedRows)
  }
  return dropped
}
