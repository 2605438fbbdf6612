import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../db/open.ts'
import type { AuditKindRow, Tables } from '../../db/tables.ts'
import type { Ctx } from '../../http/context.ts'
import { auditActions } from '../actions.ts'
import { actTexts } from '../actTexts.ts'
import type { AuditEvent } from '../event.ts'
import type { auditFilter } from '../schema.ts'
import { purposeText } from '../wordTexts.ts'
import { type Kind, kindOf } from './keys.ts'

export type Filter = z.output<typeof auditFilter>

/** What a search asks, and whether only events within cases may be seen. */
export interface Search {
  filter: Omit<Filter, 'before' | 'after' | 'id'>
  onlyCases: boolean
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Every word of the query stands in the act's name, what it is called in either language, or the object's type. */
function says(kind: Kind, q: string): boolean {
  const words = actTexts[kind.action as keyof typeof actTexts]
  const text = fold(`${kind.action} ${kind.object_type} ${words?.en ?? ''} ${words?.es ?? ''}`)
  return fold(q)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function isOf(kind: Kind, { filter, onlyCases }: Search): boolean {
  return (
    (!onlyCases || kind.in_case === 1) &&
    (filter.actorType === undefined || kind.actor_type === filter.actorType) &&
    (filter.role === undefined || kind.actor_role === filter.role) &&
    (filter.action === undefined || [filter.action].flat().includes(kind.action as never)) &&
    (filter.outcome === undefined || kind.outcome === filter.outcome) &&
    (filter.purpose === undefined || kind.purpose === filter.purpose) &&
    (filter.objectType === undefined || kind.object_type === filter.objectType) &&
    (filter.q === undefined || says(kind, filter.q))
  )
}

/** Whether an event is one the search asks for: the same rule for what is indexed and for what is not yet. */
export function matches(event: AuditEvent, search: Search): boolean {
  const { filter } = search
  const at = Date.parse(event.at)
  return (
    isOf(kindOf(event), search) &&
    (filter.patientId === undefined || (event.patientIds ?? []).includes(filter.patientId)) &&
    (filter.actorId === undefined || event.actorId === filter.actorId) &&
    (filter.caseId === undefined || event.caseId === filter.caseId) &&
    (filter.ip === undefined || event.ip === filter.ip) &&
    (filter.sessionId === undefined || event.sessionId === filter.sessionId) &&
    (filter.requestId === undefined || event.requestId === filter.requestId) &&
    (filter.from === undefined || at >= Date.parse(filter.from)) &&
    (filter.to === undefined || at < Date.parse(filter.to))
  )
}

const known = new WeakMap<Db, AuditKindRow[]>()

async function allKinds(db: Db, read: Kysely<Tables>): Promise<AuditKindRow[]> {
  const { last } = await read
    .selectFrom('audit_kind')
    .select((eb) => eb.fn.max('kind').as('last'))
    .executeTakeFirstOrThrow()
  let rows = known.get(db)
  if (!rows || rows.length !== (last ?? 0)) {
    rows = await read.selectFrom('audit_kind').selectAll().orderBy('kind').execute()
    known.set(db, rows)
  }
  return rows
}

/** Numbers of the kinds a search asks for; `all` says that it asks nothing of the kind. */
export async function kindsFor(db: Db, search: Search): Promise<{ kinds: number[]; all: boolean }> {
  const rows = await allKinds(db, db.read)
  const kinds = rows.filter((row) => isOf(row, search)).map((row) => row.kind)
  return { kinds, all: kinds.length === rows.length }
}

/** The words a form can offer, in a language: every act, and the purposes and object types that occur. */
export async function listWords({ desk, language }: Ctx) {
  const rows = await allKinds(desk.db, desk.db.read)
  const inUse = (words: string[]) => [...new Set(words)].filter(Boolean).sort()
  return {
    acts: auditActions.map((id) => ({ id, name: actTexts[id][language] })),
    purposes: inUse(rows.map((row) => row.purpose)).map((id) => ({ id, name: purposeText(id, language) })),
    objectTypes: inUse(rows.map((row) => row.object_type)).map((id) => ({
      id,
      name: id.replaceAll('-', ' '),
    })),
  }
}
