import { type Kysely, sql } from 'kysely'
import type { Ctx, Desk } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import { asEach, type Each, eachOf } from '../core/db/oneOf.ts'
import { preparedBy } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { letOthersGo } from '../core/jobs/pace.ts'
import { type Place, vaultsOf } from '../core/vault/vault.ts'
import type { Entry } from './entry.ts'
import { type Kind, kinds } from './lists.ts'
import type { ClinicalRow } from './tables.ts'

type Reader = Kysely<Tables>

export const place = (id: string): Place => ({ table: 'clinical_record', row: id })

/** The rows of what sources told before, held until the transaction ends. */
export async function sourcesKnown(
  trx: Trx,
  ctx: Ctx,
  sourceKeys: readonly string[],
): Promise<Map<string, Pick<ClinicalRow, 'id' | 'patient_id' | 'content_key' | 'version' | 'said_at'>>> {
  if (sourceKeys.length === 0) return new Map()
  const rows = trx
    .selectFrom('clinical_record')
    .select(['id', 'patient_id', 'source_key', 'content_key', 'version', 'said_at'])
    .where('source_key', 'in', sourceKeys)
  return new Map((await held(ctx.desk.db, rows).execute()).map((row) => [row.source_key, row]))
}

/** A record with its content; without, where it was withdrawn. */
export interface Opened extends Omit<ClinicalRow, 'content'> {
  entry: Entry | undefined
}

export async function opened(
  db: Reader,
  desk: Pick<Desk, 'vault'>,
  rows: readonly ClinicalRow[],
): Promise<Opened[]> {
  const vaults = await vaultsOf(
    db,
    desk,
    rows.map((row) => row.patient_id),
  )
  return rows.map(({ content, ...row }) => ({
    ...row,
    entry: content === null ? undefined : (vaults.get(row.patient_id)!.open(place(row.id), content) as Entry),
  }))
}

// As it stands in the index, which takes no parameter for it.
const standing = sql<boolean>`withdrawn = 0`

const recordsOf = (db: Reader, patientIds: readonly string[]) =>
  db.selectFrom('clinical_record').selectAll().where('patient_id', 'in', patientIds)

/** One record of these patients; another's is none. */
export const recordById = (db: Reader, patientIds: readonly string[], id: string) =>
  recordsOf(db, patientIds).where('id', '=', id).executeTakeFirst()

/** Some records of these patients that stand. */
export const recordsById = (db: Reader, patientIds: readonly string[], ids: readonly string[]) =>
  recordsOf(db, patientIds).where('id', 'in', ids).where(standing).execute()

/** Where a page ended. */
export type Edge = Pick<ClinicalRow, 'at' | 'id'>
/** Days between which records lie, by their moment for order; both ends included. */
export interface Between {
  from?: string | undefined
  to?: string | undefined
}

type Given = Each & { kind: Kind; at?: string; id?: string; from?: string; to?: string; most: number }

// Asked for with each page; its plan follows the index of a patient's records of a kind, so each id stands by itself.
const pages = preparedBy(
  (shape: string) => (db, p: Given) =>
    recordsOf(db, eachOf(p, Number.parseInt(shape, 10)))
      .where('kind', '=', p.kind)
      .$if(shape.includes('a'), (query) =>
        query.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(p.at!, p.id!))),
      )
      .$if(shape.includes('f'), (query) => query.where('at', '>=', p.from!))
      .$if(shape.includes('t'), (query) => query.where('at', '<=', p.to!))
      .where(standing)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(p.most),
)

/** Records of a kind, newest first, after one of them. */
export function pageOfKind(
  db: Reader,
  patientIds: readonly string[],
  kind: Kind,
  after: Edge | undefined,
  most: number,
  { from, to }: Between = {},
): Promise<ClinicalRow[]> {
  const shape = `${patientIds.length}${after ? 'a' : ''}${from ? 'f' : ''}${to ? 't' : ''}`
  const edge = after && { at: after.at, id: after.id }
  return pages(shape, db, {
    ...asEach(patientIds),
    kind,
    ...edge,
    ...(from && { from }),
    ...(to && { to }),
    most,
  })
}

/** What came, changed or went since a moment, oldest first, after one of them. */
export const pageSince = (
  db: Reader,
  patientIds: readonly string[],
  since: string,
  after: Pick<ClinicalRow, 'changed_at' | 'id'> | undefined,
  most: number,
) =>
  recordsOf(db, patientIds)
    .$if(after === undefined, (query) => query.where('changed_at', '>=', since))
    .$if(after !== undefined, (query) =>
      query.where((eb) => eb(eb.refTuple('changed_at', 'id'), '>', eb.tuple(after!.changed_at, after!.id))),
    )
    .orderBy('changed_at')
    .orderBy('id')
    .limit(most)

/** Results of one code, newest first. */
export const sameCode = (db: Reader, patientIds: readonly string[], codeKey: string, most: number) =>
  recordsOf(db, patientIds)
    .where('code_key', '=', codeKey)
    .where(standing)
    .where('kind', '=', 'result')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()

/** How many there are of each kind. */
export async function countKinds(db: Reader, patientIds: readonly string[]): Promise<Map<Kind, number>> {
  const rows = await db
    .selectFrom('clinical_record')
    .select(['kind', (eb) => eb.fn.countAll<number>().as('n')])
    .where('patient_id', 'in', patientIds)
    .where(standing)
    .groupBy('kind')
    .execute()
  return new Map(rows.map(({ kind, n }) => [kind, Number(n)]))
}

const together = 500

/** All that stands, kind by kind, newest first. Opened some hundred at a time, with room for others in between. */
export async function everything(
  db: Reader,
  desk: Pick<Desk, 'vault'>,
  patientIds: readonly string[],
): Promise<Opened[]> {
  const all: Opened[] = []
  for (const kind of kinds)
    for (let edge: ClinicalRow | undefined; ; ) {
      const rows: ClinicalRow[] = await pageOfKind(db, patientIds, kind, edge, together)
      all.push(...(await opened(db, desk, rows)))
      if (rows.length < together) break
      edge = rows.at(-1)
      await letOthersGo()
    }
  return all
}
