import { z } from '@hono/zod-openapi'
import { recordView } from '../audit/recordView.ts'
import type { Ctx, StaffCtx } from '../core/context.ts'
import { Forbidden, TooMany } from '../core/errors.ts'
import type { ListQuery } from '../core/http/list.ts'
import { recordRefusal, toldOfLink } from './permit.ts'
import { requireFresh } from './requireFresh.ts'
import type { AnyList, AnyView, Page, Shown } from './view.ts'

/**
 * Shows a view: fresh factor, the reading, its reply in shape, and the record, which is committed before this returns.
 * What cannot be shown was not seen, so a reply its schema refuses leaves no record. A rule of access or a limit found while reading
 * leaves a denial, as one found before.
 */
export async function showView<V extends AnyView>(
  one: V,
  ctx: Ctx,
  input: unknown,
): Promise<Shown<z.output<V['reply']>>> {
  if (one.fresh) await requireFresh(ctx as StaffCtx)
  const shown = await one.show(ctx as StaffCtx, input).catch(async (error) => {
    if (error instanceof Forbidden || error instanceof TooMany) await recordRefusal(ctx, one, {}, error)
    return toldOfLink(ctx, one)(error)
  })
  const reply = one.reply.parse(shown.reply)
  await recordView(ctx, one, shown.seen)
  return { ...shown, reply }
}

const schemas = new WeakMap<AnyList, z.ZodArray>()

/** The rows of a page; a schema is compiled when it is first used, so each is kept. */
export function rowsOf(one: AnyList): z.ZodArray {
  const schema = schemas.get(one) ?? z.array(one.row)
  schemas.set(one, schema)
  return schema
}

/** Shows a page of a list, recorded as a view is. */
export async function showList<L extends AnyList>(
  one: L,
  ctx: Ctx,
  asked: ListQuery<z.output<L['filter']>>,
): Promise<Page<z.output<L['row']>>> {
  const page = await one.list(ctx as StaffCtx, asked as never)
  const rows = rowsOf(one).parse(page.rows) as z.output<L['row']>[]
  await recordView(ctx, one, { ...page.seen, detail: { rows: rows.length, ...page.seen?.detail } })
  return { ...page, rows }
}
