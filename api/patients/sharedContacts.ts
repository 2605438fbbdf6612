import { type Kysely, sql } from 'kysely'
import { dayMs } from '../core/calendar.ts'
import { firstIdAt, idMadeAt } from '../core/db/id.ts'
import { prepared, preparedBy } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { readPolicy } from '../core/policy.ts'
import { patientsPolicy } from './policy.ts'
import { type ContactPointRow, channelsOf } from './published.ts'

/*
 * A contact that many people have on file, as a shelter’s telephone or what a clinic types where there is none, proves nobody and
 * takes nothing that proves: whoever picks up there need not be the patient. Who had it counts like who has it: those who were at
 * the shelter last month know its number too, and where a source corrected what thousands had, few rows are read (2026-11-27).
 *
 * Whoever had it when few did, and for long, still gets their code and link there: ten people who register with somebody’s number or
 * address would else keep that patient out (2026-11-28). What is said on the telephone proves no one all the same: it is known to
 * those who registered with it, and to tell it apart would say whose it is.
 */

type Contact = Pick<ContactPointRow, 'system' | 'value_key'>

/** A contact of a patient, and whether it is of too many people for what is sent there to be theirs. */
export type Channel = ContactPointRow & { shared: boolean }

const bearersOf = preparedBy(
  (count: number) => (db: Kysely<Tables>, p: Record<string, string | number>) => {
    const of = (i: number) => {
      const some = db
        .selectFrom('contact_point')
        .select('patient_id')
        .distinct()
        .where('value_key', '=', p[`key${i}`] as string)
        .where('system', '=', p[`system${i}`] as Contact['system'])
        .limit(p.enough as number)
      return db
        .selectFrom(some.as('some'))
        .select(({ fn }) => [sql.lit(i).as('place'), fn.count<number>('some.patient_id').as('people')])
    }
    return Array.from({ length: count - 1 }, (_, i) => of(i + 1)).reduce(
      (all, one) => all.unionAll(one),
      of(0),
    )
  },
  'kept',
)

/** Whether each of some contacts is of more people than one may be that proves anything. */
export async function areShared(db: Kysely<Tables>, contacts: readonly Contact[]): Promise<boolean[]> {
  if (contacts.length === 0) return []
  const { peopleOfOneContact: most } = await readPolicy(db, patientsPolicy)
  const rows = await bearersOf(contacts.length, db, {
    enough: most + 1,
    ...Object.fromEntries(
      contacts.flatMap(({ system, value_key }, i) => [
        [`key${i}`, value_key],
        [`system${i}`, system],
      ]),
    ),
  })
  const shared = contacts.map(() => false)
  for (const { place, people } of rows) shared[place] = Number(people) > most
  return shared
}

const firstHad = prepared((db: Kysely<Tables>, p: Contact & { patientId: string }) =>
  ofContact(db, p)
    .select(({ fn }) => fn.min('id').as('id'))
    .where('patient_id', '=', p.patientId),
)
const hadBefore = prepared((db: Kysely<Tables>, p: Contact & { before: string; enough: number }) =>
  ofContact(db, p).select('patient_id').distinct().where('id', '<', p.before).limit(p.enough),
)
const ofContact = (db: Kysely<Tables>, { system, value_key }: Contact) =>
  db.selectFrom('contact_point').where('system', '=', system).where('value_key', '=', value_key)

/**
 * Whether few people had a contact until long after this patient came to have it. When that was is told by the ids of the rows,
 * which are made here: a source says of what it calls former whatever it likes.
 */
async function hadItFirst(db: Kysely<Tables>, { patient_id, system, value_key }: ContactPointRow) {
  const { peopleOfOneContact: most, heldFirstDays } = await readPolicy(db, patientsPolicy)
  const [first] = await firstHad(db, { patientId: patient_id, system, value_key })
  const before = firstIdAt(new Date(idMadeAt(first!.id!).getTime() + heldFirstDays * dayMs))
  return (await hadBefore(db, { system, value_key, before, enough: most + 1 })).length <= most
}

/** Contact points on file now, in the order of `channelsOf`, for whoever chooses one that a code or link goes to. */
export async function channelsToProve(db: Kysely<Tables>, patientId: string): Promise<Channel[]> {
  const channels = await channelsOf(db, patientId)
  const shared = await areShared(db, channels)
  return Promise.all(
    channels.map(async (channel, i) => ({
      ...channel,
      shared: shared[i]! && !(await hadItFirst(db, channel)),
    })),
  )
}
