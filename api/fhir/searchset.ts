import type { Ctx } from '../core/context.ts'
import type { Json } from '../records/fhir.ts'
import { type Asked, sealPage } from './asked.ts'
import { baseOf } from './common.ts'

/** A page of a search, with its links. @param edge where the page ended, if another follows */
export function searchset(
  ctx: Ctx,
  type: string,
  asked: Asked,
  found: readonly { id: string; resource: Json }[],
  edge: unknown,
  /** What stands beside what was found, of any type. */
  included: readonly { id: string; resource: Json }[] = [],
) {
  const base = `${baseOf(ctx.desk)}/${type}`
  const link = (relation: string, params: readonly (readonly [string, string])[]) => {
    const text = new URLSearchParams(params.map(([name, value]) => [name, value])).toString()
    return { relation, url: text ? `${base}?${text}` : base }
  }
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    timestamp: ctx.now().toISOString(),
    link: [
      link('self', asked),
      ...(edge ? [link('next', [['_page', sealPage(ctx, type, asked, edge)]])] : []),
    ],
    ...(found.length > 0 && {
      entry: [
        ...found.map(({ id, resource }) => ({
          fullUrl: `${base}/${id}`,
          resource,
          search: { mode: 'match' },
        })),
        ...included.map(({ id, resource }) => ({
          fullUrl: `${baseOf(ctx.desk)}/${resource.resourceType}/${id}`,
          resource,
          search: { mode: 'include' },
        })),
      ],
    }),
  }
}
