import { z } from '@hono/zod-openapi'
import { type DeskApp, endpoint } from '../acts/endpoint.ts'
import { idParam } from '../core/http/schema.ts'
import { activityRoutes } from './activity/routes.ts'
import { alertRoutes } from './alerts/routes.ts'
import { breakGlass } from './breakGlass.ts'
import { changeRule, listRules } from './changeRule.ts'
import { accountForPatient, recordDisclosure, withdrawDisclosure } from './disclosures.ts'
import * as schema from './schema.ts'
import { watchRoutes } from './watched/routes.ts'

export function privacyRoutes(app: DeskApp): void {
  alertRoutes(app)
  activityRoutes(app)
  watchRoutes(app)
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/break-glass',
      access: 'patients.break-glass',
      tag: 'Patients',
      summary: 'Open one patient for 30 minutes in an emergency',
      body: schema.glass,
      reply: schema.glassBroken,
      status: 201,
    },
    ({ ctx, body }) => breakGlass(ctx, body),
  )
  const rules = { access: 'privacy.review', tag: 'Privacy alerts' } as const
  endpoint(
    app,
    {
      ...rules,
      method: 'get',
      path: '/api/privacy-rules',
      summary: 'The rules of unusual access',
      reply: z.array(schema.ruleRow),
    },
    ({ ctx }) => listRules(ctx),
  )
  endpoint(
    app,
    {
      ...rules,
      method: 'put',
      path: '/api/privacy-rules/{rule}',
      summary: 'Change a rule',
      params: schema.ruleParam,
      body: schema.ruleChange,
      reply: schema.ruleRow,
    },
    ({ ctx, params, body }) => changeRule(ctx, params.rule, body),
  )

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
