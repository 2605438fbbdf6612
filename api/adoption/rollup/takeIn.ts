import { type Selectable, sql } from 'kysely'
import { insertRows } from '../../db/insertRows.ts'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import { type Trx, transact } from '../../db/transact.ts'
import type { Desk } from '../../http/context.ts'
import { readSettings } from '../../settings/settings.ts'
import { dayFinder } from './calendar.ts'
import { type Cells, cellsOf, forgetCells, loadCells } from './cells.ts'
import { addContribution, type Contributions, contributions, type PersonEvent } from './contributions.ts'
import { caseFacts, eventsOf, personFacts } from './queries.ts'

export interface IntakePace {
  /** Events a transaction takes in: few enough that no request waits long. */
  atOnce: number
  forMs: number
  pauseMs: number
}
const besideRequests: IntakePace = { atOnce: 50, forMs: 900, pauseMs: 2 }
export const withoutPause: IntakePace = { atOnce: 5_000, forMs: Number.POSITIVE_INFINITY, pauseMs: 0 }

/** Any number, the same on every node: it names the advisory lock of the one that counts. */
const leaderLock = 0xad09

/**
 * Takes in what was noted: each event becomes part of its person's history once, and what that changes in the figures
 * is written down as an effect, in one transaction; `mergeEffects` adds effects up. Several nodes may call it.
 * @returns how many were taken, repetitions included.
 */
export async function takeInEvents(desk: Desk, pace = besideRequests): Promise<number> {
  const until = performance.now() + pace.forMs
  let taken = 0
  for (;;) {
    const some = await takeSome(desk, pace.atOnce)
    taken += some
    if (some < pace.atOnce || performance.now() > until) return taken
    await new Promise((resolve) => setTimeout(resolve, pace.pauseMs))
  }
}

export async function lead(db: Db, trx: Trx): Promise<boolean> {
  if (db.engine === 'sqlite') return true
  const { rows } = await sql<{
    mine: boolean
  }>`select pg_try_advisory_xact_lock(${sql.lit(leaderLock)}) as mine`.execute(trx)
  return rows[0]!.mine
}

type Noted = Selectable<Tables['adoption_inbox']>

const insertEvents = insertRows('adoption_event', ['person', 'id', 'kind', 'day', 'at', 'value', 'data'])
const insertPeople = insertRows('adoption_person', ['person', 'patient_id'])

async function takeSome(desk: Desk, atOnce: number): Promise<number> {
  const { timeZone } = await readSettings(desk.db.read)
  const dayOf = dayFinder(timeZone)
  const cells = await loadCells(desk.db)
  try {
    return await transact(desk.db, async (trx) => {
      if (!(await lead(desk.db, trx))) return 0
      const noted = await trx.selectFrom('adoption_inbox').selectAll().orderBy('seq').limit(atOnce).execute()
      if (noted.length === 0) return 0
      const people = await numberPeople(trx, [...new Set(noted.map((event) => event.patient_id))])
      const before = await eventsOf(trx, [...people.values()])
      const fresh = await freshEvents(trx, noted, people, before, dayOf)
      const effects = new Effects()
      const { rebuilt_to } = await trx.selectFrom('adoption_state').selectAll().executeTakeFirstOrThrow()
      // A rebuild that has not come to a person yet will find these events in the history.
      for (const [person, events] of [...fresh].filter(([one]) => rebuilt_to === null || one <= rebuilt_to))
        effects.change(before.get(person) ?? [], [...(before.get(person) ?? []), ...events])
      await insertEvents(
        trx,
        [...fresh].flatMap(([person, events]) => events.map((event) => ({ person, ...event }))),
      )
      await effects.write(trx, cells)
      await deleteNoted(trx, noted)
      return noted.length
    })
  } catch (error) {
    forgetCells(desk.db)
    throw error
  }
}

async function numberPeople(trx: Trx, patientIds: string[]): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom('adoption_person')
    .selectAll()
    .where('patient_id', 'in', patientIds)
    .execute()
  const people = new Map(rows.map((row) => [row.patient_id, row.person]))
  const fresh = patientIds.filter((id) => !people.has(id))
  if (fresh.length > 0) {
    const { last } = await trx
      .selectFrom('adoption_person')
      .select((eb) => eb.fn.coalesce(eb.fn.max('person'), sql<number>`0`).as('last'))
      .executeTakeFirstOrThrow()
    const added = fresh.map((patient_id, i) => ({ person: Number(last) + 1 + i, patient_id }))
    await insertPeople(trx, added)
    for (const row of added) people.set(row.patient_id, row.person)
  }
  return people
}

/** The noted events that are not part of a history yet, each once, with what the database knows beside them. */
async function freshEvents(
  trx: Trx,
  noted: Noted[],
  people: Map<string, number>,
  before: Map<number, PersonEvent[]>,
  dayOf: (at: number) => number,
): Promise<Map<number, PersonEvent[]>> {
  const persons = await personFacts(trx, [
    ...new Set(noted.filter((event) => event.kind === 'person').map((event) => event.patient_id)),
  ])
  const cases = await caseFacts(
    trx,
    noted.filter((event) => event.kind === 'call-closed').map((event) => event.id.slice('closed:'.length)),
  )
  const fresh = new Map<number, PersonEvent[]>()
  const taken = new Map<number, Set<string>>()
  for (const event of noted) {
    const person = people.get(event.patient_id)!
    let ids = taken.get(person)
    if (!ids) {
      ids = new Set((before.get(person) ?? []).map((known) => known.id))
      taken.set(person, ids)
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
    }
    if (event.kind === 'person') {
      const facts = persons.get(event.patient_id)
      if (!facts) continue
      one.data = JSON.stringify(facts)
    }
    if (event.kind === 'call-closed') {
      const facts = cases.get(event.id.slice('closed:'.length))
      if (!facts) continue
      one.value = facts.seconds
      one.data = JSON.stringify(facts.closed)
    }
    ids.add(event.id)
    const list = fresh.get(person)
    if (list) list.push(one)
    else fresh.set(person, [one])
  }
  return fresh
}

async function deleteNoted(trx: Trx, noted: Noted[]): Promise<void> {
  for (let i = 0; i < noted.length; i += 500)
    await trx
      .deleteFrom('adoption_inbox')
      .where(
        'seq',
        'in',
        noted.slice(i, i + 500).map((event) => event.seq),
      )
      .execute()
}

/** What changes in the figures, gathered by segment. */
class Effects {
  readonly #sum: Contributions = new Map()

  /** Adds the difference between what a person's history contributed and contributes now. */
  change(before: readonly PersonEvent[], after: readonly PersonEvent[]): void {
    this.#add(contributions(after), 1)
    if (before.length > 0) this.#add(contributions(before), -1)
  }

  #add(more: Contributions, times: 1 | -1): void {
    for (const [segment, ofSegment] of more)
      for (const [series, days] of ofSegment)
        for (const [day, n] of days) addContribution(this.#sum, segment, series, day, times * n)
  }

  /** As `[[cells], [series, day, n, …]]` for each segment: what `mergeEffects` reads. */
  async write(trx: Trx, cells: Cells): Promise<void> {
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
      .values((eb) => ({
        batch: sql<number>`(select coalesce(max(b), 0) + 1 from (select max(batch) as b from adoption_effect union all select merged from adoption_state union all select round_to from adoption_state) as known)`,
        body: eb.val(JSON.stringify(body)),
      }))
      .execute()
  }
}
