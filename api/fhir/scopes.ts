import type { PatientCtx } from '../core/context.ts'
import { Forbidden } from '../core/errors.ts'
import { fill } from '../core/words.ts'
import { type TypeName, typeNames } from './types.ts'
import { notInScope } from './words.ts'

/*
 * What an app may ask for of a patient's record (SMART App Launch 2.2): `patient/Observation.rs`, read and search of a type or of
 * all, and the form of version 1, `patient/*.read`. Narrower ones, by a category, are none here (2026-11-27).
 */

const waysOf = { rs: 'rs', r: 'r', s: 's', read: 'rs' } as const

export const dataScopes = ['*', ...typeNames].flatMap((type) =>
  Object.keys(waysOf).map((way) => `patient/${type}.${way}`),
)

/** The types that scopes reach, to be read (`r`) or searched (`s`). */
export function typesWithin(scopes: readonly string[], letter: 'r' | 's'): TypeName[] {
  const reached = new Set(
    scopes.flatMap((scope) => {
      const [, type, way] = /^patient\/(\*|\w+)\.(rs|r|s|read)$/.exec(scope) ?? []
      return type && waysOf[way as keyof typeof waysOf].includes(letter) ? [type] : []
    }),
  )
  return typeNames.filter((type) => reached.has('*') || reached.has(type))
}

/** The types whoever asks may be shown: all, unless it is an app. */
export const typesOpen = ({ actor }: PatientCtx, letter: 'r' | 's'): readonly TypeName[] =>
  actor.app ? typesWithin(actor.app.scopes, letter) : typeNames

/** @throws Forbidden where an app was not allowed it */
export function requireScope(ctx: PatientCtx, type: TypeName, letter: 'r' | 's'): void {
  if (!typesOpen(ctx, letter).includes(type)) throw new Forbidden(fill(notInScope, { type }))
}
