import { z } from '@hono/zod-openapi'
import { openView } from '../acts/view.ts'
import { auditEventStatement } from './auditEvents.ts'
import { baseOf, format, issuerOf, media, resource } from './common.ts'
import { common, typed, typeNames } from './types.ts'

const since = '2026-11-27'

/** What can be asked here, as FHIR says it; made of the table of types alone. */
export const metadata = openView({
  unrecorded: 'It shows what is served, and nothing of anybody.',
  at: 'GET /fhir/R4/metadata',
  summary: 'CapabilityStatement',
  tag: 'FHIR',
  needs: 'public',
  media,
  asks: z.strictObject({ _format: format }),
  reply: resource,
  async show(ctx) {
    return {
      reply: {
        resourceType: 'CapabilityStatement',
        status: 'active',
        date: since,
        kind: 'instance',
        software: { name: 'Portal Desk' },
        implementation: { description: 'The patient portal', url: baseOf(ctx.desk) },
        fhirVersion: '4.0.1',
        format: ['json'],
        rest: [
          {
            mode: 'server',
            security: {
              cors: true,
              service: [
                {
                  coding: [
                    {
                      system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
                      code: 'SMART-on-FHIR',
                    },
                  ],
                },
              ],
              extension: [
                {
                  url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
                  extension: [
                    { url: 'authorize', valueUri: `${issuerOf(ctx.desk)}/auth` },
                    { url: 'token', valueUri: `${issuerOf(ctx.desk)}/token` },
                    { url: 'revoke', valueUri: `${issuerOf(ctx.desk)}/token/revocation` },
                  ],
                },
              ],
              description:
                'A token of an app that the patient allowed (SMART App Launch), or the session of the patient portal, as a bearer token. What is read is the patient’s own, or that of a patient for whom they act with full access. AuditEvent is read by staff who may see the whole log, and by a system with the token for it.',
            },
            resource: [
              ...typeNames.map((type) => ({
                type,
                interaction: [{ code: 'read' }, { code: 'search-type' }],
                versioning: 'versioned',
                searchRevInclude: ['Provenance:target'],
                searchParam: [
                  { name: '_id', type: 'token' },
                  ...(type === 'Patient' ? [] : [{ name: 'patient', type: 'reference' }]),
                  ...Object.entries({ ...common, ...typed(type).params }).map(([name, param]) => ({
                    name,
                    type: param.type,
                  })),
                ],
                ...(type === 'Patient' && {
                  operation: [
                    {
                      name: 'everything',
                      definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything',
                    },
                  ],
                }),
              })),
              { type: 'Provenance', interaction: [{ code: 'read' }] },
              auditEventStatement,
            ],
          },
        ],
      },
    }
  },
})
