import type { z } from '@hono/zod-openapi'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Ctx, PatientCtx } from '../core/context.ts'
import type { Words } from '../core/words.ts'
import type { AnyAct, InputOf } from './act.ts'
import { invalid } from './endpoint.ts'
import { runAct } from './run.ts'
import { showView } from './show.ts'
import type { AnyView } from './view.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** A file that came with a form; `content` is base64. What it is said to be is looked at by the act it goes to. */
export interface PageFile {
  name: string
  mediaType: string
  content: string
}

/** What a page is asked with: the names in its path, its query, and what was typed into its form where that was refused. */
export interface PageAsked {
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  typed: Readonly<Record<string, string>>
  files: readonly PageFile[]
}

/**
 * A page for the signed-in patient, made by the server, that works without a script. What it shows it has from views, and what
 * its form does is an act (`seen`, `doneBy`), so that both are recorded and refused as over the API.
 */
export interface PatientPage {
  /** Below `/portal/`; parts that begin with a colon are named in `params`. */
  path: string
  title: Words
  /** What it is for: its line on the home page. Without it the page is reached from others only. */
  about?: Words
  /** What people come to the portal for, rather than what is about their account. */
  isCare?: true
  show(ctx: PatientCtx, asked: PageAsked): Promise<Html>
  /**
   * What its form does, by what was typed. An AppError shows the page again, with what is wrong and what was typed.
   * @returns the path below `/portal/` of the page that comes next, or what is shown this once and stands in no address
   */
  post?(ctx: PatientCtx, asked: PageAsked): Promise<string | { once: Html }>
  /** What the fields of its form are called, where one is refused. */
  labels?: Readonly<Record<string, Words>>
  /** Others lead to it who know nobody as signed in yet: whoever has to sign in first comes back to it. */
  comesBack?: true
  /** What the page says after it was sent here by a form that worked (`?done`). */
  done?: Words
}

/** The parts of a form's action that every form needs: a key, so that what is sent twice is done once. */
export const onceField = 'once'

function parsed(schemas: readonly (z.ZodType | undefined)[], input: object): object {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  return Object.assign(
    {},
    ...schemas.map((schema, i) => {
      if (!schema) return {}
      // The names in the path are taken out of the rest by the schema that declares them.
      const shape = (schemas[1 - i] as { shape?: object } | undefined)?.shape ?? {}
      const own = Object.fromEntries(Object.entries(given).filter(([name]) => !(name in shape)))
      const result = schema.safeParse(own)
      if (!result.success) throw invalid(result.error.issues)
      return result.data
    }),
  )
}

/** Does an act as its address would: the same schema, guards, record and answers. @throws AppError */
export function doneBy<O extends AnyAct>(one: O, ctx: Ctx, input: object) {
  return runAct(one, ctx, parsed([one.params, one.body], input) as InputOf<O>)
}

/** What a view shows, recorded as over its address. @throws AppError */
export async function seen<V extends AnyView>(
  one: V,
  ctx: Ctx,
  input: object = {},
): Promise<z.output<V['reply']>> {
  return (await showView(one, ctx, parsed([one.params, one.asks], input))).reply
}
