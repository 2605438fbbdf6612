import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../core/context.ts'
import type { Db } from '../../core/db/open.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Actions } from '../action.ts'
import type { AuditEvent } from '../event.ts'
import type { auditFilter } from '../schema.ts'
import type { AuditKindRow } from '../tables.ts'
import { purposes, purposeText } from '../wordTexts.ts'
import { type Kind, kindOf } from './keys.ts'
import { mayBeWithheld, type Withheld } from './withheld.ts'

export type Filter = z.output<typeof auditFilter>

/** What a search asks, and what of it may be seen: only events within cases, and nothing that is withheld. */
export interface Search {
  filter: Omit<Filter, 'before' | 'after' | 'id'>
  onlyCases: boolean
  withheld: Withheld
  /** What the words of `q` are looked for in. */
  actions: Actions
}

const isId = (text: string) => /^[0-9a-f:.-]+$/.test(text)

/**
 * Which values of filters may be a name somebody typed: words always, of whatever else the schema leaves open what is no id, and no
 * purpose of the product's own. What it closes is a code, a day or a time.
 */
const mayBeTyped: Partial<Record<keyof Filter, (value: string) => boolean>> = {
  q: () => true,
  objectType: () => true,
  purpose: (value) => !Object.hasOwn(purposes, value),
  actorId: (value) => !isId(value),
  sessionId: (value) => !isId(value),
  ip: (value) => !isId(value),
}

/**
 * What was asked of the log, as the log says it: `actorId=…`, `from=2026-…`. What was typed may name people: of it only that it was
 * asked for. Whom a question is about stands with the event itself.
 */
export const asked = (filter: Partial<Filter>): string[] =>
  Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const values = [value].flat().map(String)
      const typed = mayBeTyped[name as keyof Filter]
      return name === 'patientId' || values.some((one) => typed?.(one)) ? name : `${name}=${values.join(',')}`
    })

const plainLetters = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const texts = new Map<string, string>()

/** The act's name, what it is called in either language, and the object's type. */
function textOf({ action, object_type }: Kind, actions: Actions): string {
  const key = `${action} ${object_type}`
  let text = texts.get(key)
  if (text === undefined) {
    const { words, among } = actions.get(action) ?? {}
    const both = [words?.en, among?.en, words?.es, among?.es].filter(Boolean)
    text = plainLetters([key, ...both].join(' '))
    texts.set(key, text)
  }
  return text
}

const wordsOf = ({ filter }: Search) => (filter.q === undefined ? [] : plainLetters(filter.q).split(/\s+/))

/** Every word of the query, among the rest, stands in the text of the kind. */
function isOf(kind: Kind, { filter, onlyCases, actions }: Search, words: string[]): boolean {
  return (
    (!onlyCases || kind.in_case === 1) &&
    (filter.actorType === undefined || kind.actor_type === filter.actorType) &&
    (filter.role === undefined || kind.actor_role === filter.role) &&
    (filter.action === undefined || [filter.action].flat().includes(kind.action)) &&
    (filter.outcome === undefined || kind.outcome === filter.outcome) &&
    (filter.purpose === undefined || kind.purpose === filter.purpose) &&
    (filter.objectType === undefined || kind.object_type === filter.objectType) &&
    words.every((word) => textOf(kind, actions).includes(word))
  )
}

/** Whether an event is one the search asks for: the same rule for what is indexed and for what is not yet. */
export function matches(event: AuditEvent, search: Search): boolean {
  const { filter } = search
  const at = Date.parse(event.at)
  return (
    isOf(kindOf(event), search, wordsOf(search)) &&
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

/** Has the kinds read anew: whoever altered one while it was read shall not have it kept for good. */
export const forgetKinds = (db: Db): void => void known.delete(db)

/** The number of the last kind: kinds are numbered from 1 without gaps. */
export const lastKind = (db: Kysely<Tables>) =>
  db.selectFrom('audit_kind').select((eb) => eb.fn.max('kind').as('last'))

async function allKinds(db: Db, last: number | null): Promise<AuditKindRow[]> {
  let rows = known.get(db)
  if (!rows || rows.length < (last ?? 0)) {
    rows = await db.read.selectFrom('audit_kind').selectAll().orderBy('kind').execute()
    known.set(db, rows)
  }
  return rows
}

/**
 * Numbers of the kinds a search asks for, of those up to the last at least; `all` says that it asks nothing of the
 * kind.
 */
export async function kindsFor(
  db: Db,
  search: Search,
  last: number | null,
): Promise<{ kinds: number[]; all: boolean }> {
  const rows = await allKinds(db, last)
  const words = wordsOf(search)
  const kinds = rows.filter((row) => isOf(row, search, words)).map((row) => row.kind)
  return { kinds, all: kinds.length === rows.length }
}

/** Of the kinds a search asks for, those that can hold what is withheld from whoever asks. */
export async function kindsWithheld(db: Db, search: Search, last: number | null): Promise<number[]> {
  const words = wordsOf(search)
  return (await allKinds(db, last))
    .filter((row) => mayBeWithheld(row, search.withheld) && isOf(row, search, words))
    .map((row) => row.kind)
}

/** The words a form can offer, in a language: every act, and the purposes and object types that occur. */
export async function listWords({ desk, language }: Ctx) {
  const { last } = await lastKind(desk.db.read).executeTakeFirstOrThrow()
  const rows = await allKinds(desk.db, last)
  const inUse = (words: string[]) => [...new Set(words)].filter(Boolean).sort()
  return {
    acts: [...desk.catalogue.actions.values()].map(({ name, words }) => ({
      id: name,
      name: words[language],
    })),
    purposes: inUse(rows.map((row) => row.purpose)).map((id) => ({ id, name: purposeText(id, language) })),
    objectTypes: inUse(rows.map((row) => row.object_type)).map((id) => ({
      id,
      name: id.replaceAll('-', ' '),
    })),
  }
}
