import type { Kysely, SelectQueryBuilder } from 'kysely'
import { oneOf } from '../../core/db/oneOf.ts'
import type { Db } from '../../core/db/open.ts'
import { prepared } from '../../core/db/prepared.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Search } from './filter.ts'
import { keyOf } from './keys.ts'
import { mergeAtOnce } from './mergeAtOnce.ts'
import { mergeKinds } from './mergeKinds.ts'
import { type Leaf, order, type Plan, type Span } from './plan.ts'

const none: Plan = { rows: async () => [], moment: async () => [], count: async () => 0 }

/** How to read the index, given the numbers of the kinds asked for; `all` says that nothing is asked of the kind. */
export function planFor(db: Db, search: Search, { kinds, all }: { kinds: number[]; all: boolean }): Plan {
  const { filter } = search
  if (kinds.length === 0) return none
  if (filter.patientId ?? filter.requestId ?? filter.sessionId ?? filter.caseId)
    return narrow(db, search, all ? undefined : kinds)
  if (filter.actorId === undefined && filter.ip === undefined && all) return whole(db)
  // PostgreSQL keeps an index for these two: to merge a scan for each kind costs it more than a page may.
  if (db.engine === 'postgres' && all && (filter.actorId === undefined || filter.ip === undefined))
    return narrow(db, search, undefined)
  return (db.engine === 'postgres' ? mergeAtOnce : mergeKinds)(db, search, kinds)
}

/** A plan that scans one range of one index. */
function inOrder(db: Db, matching: (span: Span) => SelectQueryBuilder<any, 'p', Leaf>): Plan {
  return {
    rows: (span, descending, limit) =>
      matching(span)
        .orderBy('p.at', order(descending))
        .orderBy('p.leaf_index', order(descending))
        .limit(limit)
        .execute(),
    moment: (at) => matching({ from: at, to: at + 1 }).execute(),
    count: async (span, limit) => {
      const { n } = await db.readCold
        .selectFrom(matching(span).limit(limit).as('c'))
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      return n
    },
  }
}

function narrow(db: Db, { filter }: Search, kinds: number[] | undefined): Plan {
  const { patientId, actorId, ip, sessionId, caseId, requestId } = filter
  if (patientId !== undefined && !kinds && !(actorId ?? ip ?? sessionId ?? caseId ?? requestId))
    return ofPatient(db, keyOf(patientId))
  const matching = ({ from, to }: Span) => {
    const asked = [
      ['actor', filter.actorId],
      ['ip', filter.ip],
      ['session', filter.sessionId],
      ['support_case', filter.caseId],
      ['request', filter.requestId],
    ] as const
    if (filter.patientId !== undefined) {
      let query = db.readCold
        .selectFrom('audit_patient as p')
        .select(['p.at', 'p.leaf_index'])
        .where('p.patient', '=', keyOf(filter.patientId))
        .where('p.at', '>=', from)
        .where('p.at', '<', to)
      if (kinds) query = query.where(oneOf(db, 'p.kind', 'integer', kinds))
      const more = asked.filter(([column, value]) => value !== undefined && column !== 'actor')
      if (filter.actorId !== undefined) query = query.where('p.actor', '=', keyOf(filter.actorId))
      if (more.length)
        query = query.where(({ exists, selectFrom }) => {
          let row = selectFrom('audit_search as s')
            .select('s.leaf_index')
            .whereRef('s.leaf_index', '=', 'p.leaf_index')
          for (const [column, value] of more) row = row.where(`s.${column}`, '=', keyOf(value!))
          return exists(row)
        })
      return query
    }
    let query = db.readCold
      .selectFrom('audit_search as p')
      .select(['p.at', 'p.leaf_index'])
      .where('p.at', '>=', from)
      .where('p.at', '<', to)
    if (kinds) query = query.where(oneOf(db, 'p.kind', 'integer', kinds))
    for (const [column, value] of asked)
      if (value !== undefined) query = query.where(`p.${column}`, '=', keyOf(value))
    return query
  }
  return inOrder(db, matching)
}

interface Within extends Record<string, number> {
  from: number
  to: number
  limit: number
  patient: number
}

/** The same plan, of queries that are compiled once: of the questions asked most. */
function compiledPlan(
  matching: (db: Kysely<Tables>, p: Within) => SelectQueryBuilder<any, 'p', Leaf>,
): (db: Db, patient?: number) => Plan {
  const page = (descending: boolean) =>
    prepared((db, p: Within) =>
      matching(db, p)
        .orderBy('p.at', order(descending))
        .orderBy('p.leaf_index', order(descending))
        .limit(p.limit),
    )
  const [newestFirst, oldestFirst] = [page(true), page(false)]
  const all = prepared(matching)
  const number = prepared((db, p: Within) =>
    db.selectFrom(matching(db, p).limit(p.limit).as('c')).select((eb) => eb.fn.countAll<number>().as('n')),
  )
  return ({ readCold }, patient = 0) => ({
    rows: (span, descending, limit) =>
      (descending ? newestFirst : oldestFirst)(readCold, { ...span, limit, patient }),
    moment: (at) => all(readCold, { from: at, to: at + 1, limit: 0, patient }),
    count: async (span, limit) => (await number(readCold, { ...span, limit, patient }))[0]!.n,
  })
}

const whole = compiledPlan((db, p) =>
  db
    .selectFrom('audit_search as p')
    .select(['p.at', 'p.leaf_index'])
    .where('p.at', '>=', p.from)
    .where('p.at', '<', p.to),
)

const ofPatient = compiledPlan((db, p) =>
  db
    .selectFrom('audit_patient as p')
    .select(['p.at', 'p.leaf_index'])
    .where('p.patient', '=', p.patient)
    .where('p.at', '>=', p.from)
    .where('p.at', '<', p.to),
)
