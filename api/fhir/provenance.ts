import { z } from '@hono/zod-openapi'
import { view } from '../acts/view.ts'
import { accessPolicy } from '../core/access/policy.ts'
import type { PatientCtx } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { aboutRecord } from '../patients/actsFor.ts'
import type { Json } from '../records/fhir.ts'
import { common, format, resource } from './common.ts'
import { called, type Held } from './held.ts'
import { typesOpen } from './scopes.ts'
import { type TypeName, typeNames } from './types.ts'
import { compartments } from './whom.ts'
import { nothingThere } from './words.ts'

/*
 * Where what is held comes from, as US Core wants it said: of each resource one Provenance, asked for with it
 * (`_revinclude=Provenance:target`) or by its id. It is made of the resource and kept nowhere: its id is the type and id of what it is of.
 */

export const revinclude = z
  .literal('Provenance:target')
  .optional()
  .openapi({ description: 'With each resource, where it comes from' })

const participant = (system: string, code: string) => ({ coding: [{ system, code }] })
const transmitter = participant(
  'http://hl7.org/fhir/us/core/CodeSystem/us-core-provenance-participant-type',
  'transmitter',
)
const author = participant('http://terminology.hl7.org/CodeSystem/provenance-participant-type', 'author')

/** Who is named as the one who ordered, made or wrote it. */
function writtenBy(resource: Json): string | undefined {
  const named = [resource.requester, resource.performer, resource.author].flat().find(Boolean)
  const { display, actor } = (named ?? {}) as { display?: string; actor?: { display?: string } }
  return display ?? actor?.display
}

function provenanceOf(resource: Json, hospital: string): Json & { id: string } {
  const { resourceType, id } = resource
  const { lastUpdated } = resource.meta as { lastUpdated: string }
  const by = writtenBy(resource)
  return {
    resourceType: 'Provenance',
    id: `${resourceType}-${id}`,
    meta: {
      versionId: (resource.meta as { versionId: string }).versionId,
      lastUpdated,
      profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-provenance'],
    },
    target: [{ reference: `${resourceType}/${id}` }],
    recorded: lastUpdated,
    agent: [
      { type: transmitter, who: { display: hospital } },
      ...(by ? [{ type: author, who: { display: by } }] : []),
    ],
  }
}

/** Where each of some resources comes from. */
export async function provenancesOf(ctx: PatientCtx, found: readonly Held[]) {
  const { hospitalName } = await readPolicy(ctx.desk.db.read, accessPolicy)
  return found.map(({ resource }) => {
    const made = provenanceOf(resource, hospitalName)
    return { id: made.id, resource: made as Json }
  })
}

export const readProvenance = view({
  ...common,
  at: 'GET /fhir/R4/Provenance/{id}',
  summary: 'Where one resource comes from',
  params: z.strictObject({ id: z.string() }),
  asks: z.strictObject({ _format: format }),
  reply: resource,
  async show(ctx, { id }) {
    const [, named, target] = /^([A-Za-z]+)-(.+)$/.exec(id) ?? []
    const type = typeNames.find((one) => one === named)
    // What an app was not let read is told from what is not there by nothing.
    if (type && target && typesOpen(ctx, 'r').includes(type)) {
      for (const of of await compartments(ctx)) {
        const [made] = await provenancesOf(ctx, await called(ctx, of, type as TypeName, [target]))
        if (made)
          return {
            reply: made.resource as { resourceType: string },
            seen: { ...aboutRecord(of), detail: { ...of.detail, type: 'Provenance', rows: 1 } },
          }
      }
    }
    throw new NotFound(nothingThere)
  },
})
