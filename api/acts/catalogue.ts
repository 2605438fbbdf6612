import type { Action, Actions } from '../audit/action.ts'
import type { Bound } from '../audit/seal/bound.ts'
import { type Permission, permissions } from '../core/access/permissions.ts'
import type { PolicyRows } from '../core/policy.ts'
import type { AnyAct } from './act.ts'
import { limitReached } from './limits.ts'
import type { Named } from './named.ts'
import type { PatientPage } from './page.ts'
import { refused } from './permit.ts'
import type { Undecided } from './undecided.ts'
import type { AnyList, AnyOpenView, AnyStream, AnyView } from './view.ts'

/** What one folder of the house adds to it. */
export interface Room {
  acts?: readonly AnyAct[]
  views?: readonly (AnyView | AnyOpenView | AnyList | AnyStream)[]
  /** What its jobs and commands record, which nobody asks for over HTTP. */
  actions?: readonly Action[]
  /** The numbers a hospital decides of it. */
  policy?: PolicyRows
  /** The pages it adds for patients, in the order of the menu. */
  pages?: readonly PatientPage[]
  /** What it keeps that medical records decides about a patient. */
  undecided?: readonly Undecided[]
  /** Rows that the log points at, which are bound to it. */
  bound?: readonly Bound[]
  /** Its records of patients that addresses name, by the address's word for one. */
  named?: Readonly<Record<string, Named>>
}

/** The lists that are derived from all rooms; nobody keeps one by hand. */
export interface Catalogue {
  actions: Actions
  acts: readonly AnyAct[]
  views: readonly NonNullable<Room['views']>[number][]
  /** What in the log shows a permission in use; a permission that leaves no sign is not there. */
  signs: ReadonlyMap<Permission, ReadonlySet<string>>
  /** All that can be set beside whose house it is. */
  policy: PolicyRows
  pages: readonly PatientPage[]
  /** What medical records may have to decide about a patient. */
  undecided: readonly Undecided[]
  bound: readonly Bound[]
  named: ReadonlyMap<string, Named>
}

/** @throws when two things share a name in the log, an address or a name in the policy. */
export function catalogueOf(rooms: readonly Room[]): Catalogue {
  const acts = rooms.flatMap((room) => room.acts ?? [])
  const views = rooms.flatMap((room) => room.views ?? [])
  const recorded = views.filter((one): one is Exclude<typeof one, AnyOpenView> => 'name' in one)
  const actions = new Map<string, Action>()
  for (const one of [
    refused,
    limitReached,
    ...acts,
    ...recorded,
    ...rooms.flatMap((room) => room.actions ?? []),
  ]) {
    // What is ordered, then fetched, or shown of one and of all, may be one thing to the log: with the same words, then.
    if ((actions.get(one.name) ?? one).words !== one.words)
      throw new Error(`two things are called ${one.name} in the log`)
    actions.set(one.name, one)
  }
  const places = new Set<string>()
  for (const { at } of [...acts, ...views]) {
    if (places.has(at)) throw new Error(`two things are at ${at}`)
    places.add(at)
  }
  const signs = new Map(
    permissions.flatMap((permission) => {
      const names = [...acts, ...recorded].filter((one) => one.needs === permission).map((one) => one.name)
      return names.length ? [[permission, new Set<string>(names)] as const] : []
    }),
  )
  const numbers = rooms.flatMap((room) => Object.entries(room.policy ?? {}))
  const policy = Object.fromEntries(numbers)
  if (numbers.length > Object.keys(policy).length) throw new Error('two numbers of the policy share a name')
  const pages = rooms.flatMap((room) => room.pages ?? [])
  const undecided = rooms.flatMap((room) => room.undecided ?? [])
  const bound = rooms.flatMap((room) => room.bound ?? [])
  const named = new Map(rooms.flatMap((room) => Object.entries(room.named ?? {})))
  return { actions, acts, views, signs, policy, pages, undecided, bound, named }
}
