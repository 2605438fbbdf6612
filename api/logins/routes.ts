import { type DeskApp, endpoint } from '../acts/endpoint.ts'
import { idParam } from '../core/http/schema.ts'
import { diagnose } from './diagnose.ts'
import { disableAccount } from './disableAccount.ts'
import { enableAccount } from './enableAccount.ts'
import { endSessions } from './endSessions.ts'
import { invitePatient } from './invitePatient.ts'
import * as schema from './schema.ts'
import { sendResetLink } from './sendResetLink.ts'
import { unlockAccount } from './unlockAccount.ts'

export function accountRoutes(app: DeskApp): void {
  const tag = 'Portal logins'
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/patients/{id}/diagnosis',
      access: 'patients.show',
      emergency: true,
      tag,
      summary: 'Why the patient cannot get in',
      params: idParam,
      reply: schema.diagnosis,
    },
    ({ ctx, params }) => diagnose(ctx, params.id),
  )
  const act = { method: 'post', access: 'accounts.act', tag, params: idParam, reply: schema.actDone } as const
  endpoint(
    app,
    { ...act, path: '/api/patients/{id}/acts/invite', summary: 'Send an invitation', body: schema.linkBody },
    ({ ctx, params, body }) => invitePatient(ctx, params.id, body),
  )
  endpoint(
    app,
    {
      ...act,
      path: '/api/patients/{id}/acts/unlock',
      summary: 'Unlock and send a reset link',
      body: schema.linkBody,
    },
    ({ ctx, params, body }) => unlockAccount(ctx, params.id, body),
  )
  endpoint(
    app,
    {
      ...act,
      path: '/api/patients/{id}/acts/send-reset-link',
      summary: 'Send a reset link',
      body: schema.linkBody,
    },
    ({ ctx, params, body }) => sendResetLink(ctx, params.id, body),
  )
  endpoint(
    app,
    {
      ...act,
      path: '/api/patients/{id}/acts/end-sessions',
      summary: 'Sign the patient out everywhere',
      body: schema.actBody,
    },
    ({ ctx, params, body }) => endSessions(ctx, params.id, body),
  )
  endpoint(
    app,
    {
      ...act,
      path: '/api/patients/{id}/acts/disable',
      summary: 'Disable the login',
      body: schema.disableBody,
    },
    ({ ctx, params, body }) => disableAccount(ctx, params.id, body),
  )
  endpoint(
    app,
    { ...act, path: '/api/patients/{id}/acts/enable', summary: 'Enable the login', body: schema.enableBody },
    ({ ctx, params, body }) => enableAccount(ctx, params.id, body),
  )
}
