import { z } from '@hono/zod-openapi'
import { view } from '../acts/view.ts'
import { NotFound } from '../core/errors.ts'
import { aboutRecord } from '../patients/actsFor.ts'
import { common, format, resource } from './common.ts'
import { called } from './held.ts'
import { requireScope } from './scopes.ts'
import { type TypeName, typeNames } from './types.ts'
import { compartments } from './whom.ts'
import { nothingThere } from './words.ts'

/** Reads one resource: of whoever is signed in, or of those for whom they act; another's is none. */
const readOf = (type: TypeName) =>
  view({
    ...common,
    at: `GET /fhir/R4/${type}/{id}`,
    summary: `One ${type}`,
    params: z.strictObject({ id: z.string() }),
    asks: z.strictObject({ _format: format }),
    reply: resource,
    async show(ctx, { id }) {
      requireScope(ctx, type, 'r')
      for (const of of await compartments(ctx)) {
        const [found] = await called(ctx, of, type, [id])
        if (!found) continue
        const { versionId, lastUpdated } = found.resource.meta as { versionId: string; lastUpdated: string }
        return {
          reply: found.resource as { resourceType: string },
          headers: { ETag: `W/"${versionId}"`, 'Last-Modified': new Date(lastUpdated).toUTCString() },
          seen: { ...aboutRecord(of), detail: { ...of.detail, type, rows: 1 } },
        }
      }
      throw new NotFound(nothingThere)
    },
  })

export const reads = typeNames.map(readOf)
