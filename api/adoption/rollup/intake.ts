import { type Kysely, type Selectable, sql } from 'kysely'
import type { Desk } from '../../core/context.ts'
import { insertRows } from '../../core/db/insertRows.ts'
import type { Tables } from '../../core/db/tables.ts'
import { type Trx, transact } from '../../core/db/transact.ts'
import { lead } from '../../core/jobs/lead.ts'
import { goOn, type Pace } from '../../core/jobs/pace.ts'
import { readPolicy } from '../../core/policy.ts'
import { addContribution, type Contributions } from './addContribution.ts'
import { dayFinder } from './calendar.ts'
import { type Cells, cellsOf, forgetCells, loadCells } from './cells.ts'
import { contributions, type PersonEvent } from './contributions.ts'
import { hasFigures, nextBatch } from './generations.ts'
import { personKey } from './noise.ts'
import { caseFacts, eventsOf, personFacts } from './queries.ts'
import { noteArrived } from './waiting.ts'

export const besideRequests: Pace = { atOnce: 100, forMs: 1_900, pauseMs: 0 }
export const withoutPause: Pace = { atOnce: 5_000, forMs: Number.POSITIVE_INFINITY, pauseMs: 0 }

/**
 * Takes in what was noted: each event becomes part of its person's history once, and what that changes in the figures
 * is written down as an effect, in one transaction; `mergeEffects` adds effects up. Several nodes may call it.
 * @returns how many were taken, repetitions included.
 */
export function intakeEvents(desk: Desk, pace = besideRequests): Promise<number> {
  return goOn(pace, (atOnce) => intakeSome(desk, atOnce))
}

type Reader = Kysely<Tables>
type Noted = Selectable<Tables['adoption_inbox']>

export const insertEvents = insertRows('adoption_event', [
  'person',
  'id',
  'kind',
  'day',
  'at',
  'value',
  'data',
  'amends',
  'batch',
])
export const insertPeople = insertRows('adoption_person', ['person', 'patient_id'])

/** Somebody else took the same events in meanwhile: what was worked out for them is not written. */
class Overtaken extends Error {}

/** Works out what the events change before the transaction begins, so that it is short. */
async function intakeSome(desk: Desk, atOnce: number): Promise<number> {
  const db = desk.db.readCold
  const noted = await db.selectFrom('adoption_inbox').selectAll().orderBy('seq').limit(atOnce).execute()
  if (noted.length === 0) return 0
  const { timeZone } = await readPolicy(db)
  const counted = await hasFigures(db)
  const people = await peopleOf(db, [...new Set(noted.map((event) => event.patient_id))])
  const before = await historiesOf(db, people)
  const fresh = await freshEvents(db, noted, before, dayFinder(timeZone))
  const effects = new Effects()
  for (const [patient, events] of counted ? fresh : []) {
    const history = before.get(patient) ?? []
    effects.change(history, [...history, ...events], personKey(desk.keys, patient))
  }
  const cells = await loadCells(desk.db)
  try {
    return await transact(desk.db, async (trx) => {
      if (!(await lead(desk.db, trx, 'adoption'))) return 0
      const batch = await nextBatch(trx)
      if ((await hasFigures(trx)) !== counted || (await deleteNoted(trx, noted)) !== noted.length)
        throw new Overtaken()
      const numbers = await numberPeople(trx, people, [...fresh.keys()])
      await insertEvents(
        trx,
        [...fresh].flatMap(([patient, events]) =>
          events.map((event) => ({ person: numbers.get(patient)!, ...event, batch })),
        ),
      )
      await effects.write(trx, cells, batch)
      await noteArrived(
        trx,
        noted.filter(({ kind }) => kind === 'person').map((event) => event.patient_id),
      )
      return noted.length
    })
  } catch (error) {
    forgetCells(desk.db)
    if (error instanceof Overtaken) return intakeSome(desk, atOnce)
    throw error
  }
}

async function peopleOf(db: Reader, patientIds: string[]): Promise<Map<string, number>> {
  const people = new Map<string, number>()
  for (let i = 0; i < patientIds.length; i += 500)
    for (const row of await db
      .selectFrom('adoption_person')
      .selectAll()
      .where('patient_id', 'in', patientIds.slice(i, i + 500))
      .execute())
      people.set(row.patient_id, row.person)
  return people
}

async function historiesOf(db: Reader, people: Map<string, number>): Promise<Map<string, PersonEvent[]>> {
  const byPerson = await eventsOf(db, [...people.values()])
  return new Map([...people].map(([patient, person]) => [patient, byPerson.get(person)!]))
}

/** The known people’s numbers, and new ones for the others. */
async function numberPeople(
  trx: Trx,
  people: Map<string, number>,
  patientIds: string[],
): Promise<Map<string, number>> {
  const fresh = patientIds.filter((id) => !people.has(id))
  if (fresh.length === 0) return people
  const { last } = await trx
    .selectFrom('adoption_person')
    .select((eb) => eb.fn.coalesce(eb.fn.max('person'), sql<number>`0`).as('last'))
    .executeTakeFirstOrThrow()
  const added = fresh.map((patient_id, i) => ({ person: Number(last) + 1 + i, patient_id }))
  await insertPeople(trx, added)
  return new Map([...people, ...added.map((row) => [row.patient_id, row.person] as const)])
}

/** The noted events that are not part of a history yet, each once, with what the database knows beside them. */
async function freshEvents(
  db: Reader,
  noted: Noted[],
  before: Map<string, PersonEvent[]>,
  dayOf: (at: number) => number,
): Promise<Map<string, PersonEvent[]>> {
  const persons = await personFacts(db, [
    ...new Set(noted.filter((event) => event.kind === 'person').map((event) => event.patient_id)),
  ])
  const caseOf = (event: Noted) => event.id.slice('closed:'.length)
  const cases = await caseFacts(db, noted.filter((event) => event.kind === 'call-closed').map(caseOf))
  const fresh = new Map<string, PersonEvent[]>()
  const taken = new Map<string, Set<string>>()
  for (const event of noted) {
    const patient = event.patient_id
    let ids = taken.get(patient)
    if (!ids) {
      ids = new Set((before.get(patient) ?? []).map((known) => known.id))
      taken.set(patient, ids)
    }
    if (ids.has(event.id)) continue
    const ms = Date.parse(event.at)
    const one: PersonEvent = {
      id: event.id,
      kind: event.kind,
      day: dayOf(ms),
      at: Math.floor(ms / 1000),
      value: event.kind === 'offered' && event.value !== null ? dayOf(event.value * 1000) : event.value,
      data: null,
      amends: event.amends,
    }
    if (event.kind === 'person') {
      const facts = persons.get(patient)
      if (!facts) continue
      one.data = JSON.stringify(facts)
    }
    if (event.kind === 'call-closed') {
      const facts = cases.get(caseOf(event))
      if (!facts) continue
      one.value = facts.seconds
      one.data = JSON.stringify(facts.closed)
    }
    ids.add(event.id)
    const list = fresh.get(patient)
    if (list) list.push(one)
    else fresh.set(patient, [one])
  }
  return fresh
}

async function deleteNoted(trx: Trx, noted: Noted[]): Promise<number> {
  let deleted = 0
  for (let i = 0; i < noted.length; i += 500) {
    const { numDeletedRows } = await trx
      .deleteFrom('adoption_inbox')
      .where(
        'seq',
        'in',
        noted.slice(i, i + 500).map((event) => event.seq),
      )
      .executeTakeFirst()
    deleted += Number(numDeletedRows)
  }
  return deleted
}

/** What changes in the figures, gathered by segment. */
class Effects {
  readonly #sum: Contributions = new Map()

  /** Adds the difference between what a person's history contributed and contributes now. */
  change(before: readonly PersonEvent[], after: readonly PersonEvent[], key: number): void {
    this.#add(contributions(after, key), 1)
    if (before.length > 0) this.#add(contributions(before, key), -1)
  }

  #add(more: Contributions, times: 1 | -1): void {
    for (const [segment, ofSegment] of more)
      for (const [series, days] of ofSegment)
        for (const [day, n] of days) addContribution(this.#sum, segment, series, day, times * n)
  }

  /** As `[[cells], [series, day, n, …]]` for each segment: what `mergeEffects` reads. */
  async write(trx: Trx, cells: Cells, batch: number): Promise<void> {
    const body: [number[], (string | number)[]][] = []
    for (const [segment, ofSegment] of this.#sum) {
      const flat: (string | number)[] = []
      for (const [series, days] of ofSegment)
        for (const [day, n] of days) if (n !== 0) flat.push(series, day, n)
      if (flat.length > 0) body.push([await cellsOf(trx, cells, segment), flat])
    }
    if (body.length === 0) return
    await trx
      .insertInto('adoption_effect')
      .values({ batch, body: JSON.stringify(body) })
      .execute()
  }
}
