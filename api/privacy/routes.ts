import { type DeskApp, endpoint } from '../http/endpoint.ts'
import { idParam } from '../http/schema.ts'
import { accountForPatient, recordDisclosure, withdrawDisclosure } from './disclosures.ts'
import * as schema from './schema.ts'

export function privacyRoutes(app: DeskApp): void {
  const tag = 'Privacy'
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/patients/{id}/disclosures',
      access: 'disclosures.manage',
      tag,
      summary: 'The accounting of disclosures of a patient (45 CFR 164.528)',
      params: idParam,
      query: schema.accountingQuery,
      reply: schema.accounting,
    },
    ({ ctx, params, query }) => accountForPatient(ctx, params.id, query),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/patients/{id}/disclosures',
      access: 'disclosures.manage',
      tag,
      summary: 'Enter a disclosure in the register',
      params: idParam,
      body: schema.disclosureGiven,
      reply: schema.disclosure,
      status: 201,
    },
    ({ ctx, params, body }) => recordDisclosure(ctx, params.id, body),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/disclosures/{id}/withdraw',
      access: 'disclosures.manage',
      tag,
      summary: 'Withdraw an entry that was made in error',
      params: idParam,
      body: schema.withdrawal,
      reply: schema.disclosure,
    },
    ({ ctx, params, body }) => withdrawDisclosure(ctx, params.id, body.reason),
  )
}
