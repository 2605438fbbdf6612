import { type DeskApp, endpoint } from '../acts/endpoint.ts'
import { idParam } from '../core/http/schema.ts'
import { confirmCallBackCode, sendCallBackCode } from './callBack.ts'
import { approveInPerson, recordSeenInPerson } from './inPerson.ts'
import * as schema from './schema.ts'
import { verifyCaller } from './verifyCaller.ts'

export function callerRoutes(app: DeskApp): void {
  const common = {
    method: 'post',
    access: 'callers.verify',
    tag: 'Callers',
    params: idParam,
    reply: schema.verification,
  } as const
  endpoint(
    app,
    {
      ...common,
      path: '/api/patients/{id}/verifications',
      summary: 'Compare what the caller says',
      body: schema.verify,
      status: 201,
    },
    ({ ctx, params, body }) => verifyCaller(ctx, params.id, body),
  )
  endpoint(
    app,
    {
      ...common,
      path: '/api/verifications/{id}/call-back',
      summary: 'Send a code to a channel on file',
      body: schema.sendCode,
    },
    ({ ctx, params, body }) => sendCallBackCode(ctx, params.id, body.channelId),
  )
  endpoint(
    app,
    {
      ...common,
      path: '/api/verifications/{id}/call-back/confirm',
      summary: 'Check the code the caller reads out',
      body: schema.confirmCode,
    },
    ({ ctx, params, body }) => confirmCallBackCode(ctx, params.id, body.code),
  )
  endpoint(
    app,
    {
      ...common,
      path: '/api/verifications/{id}/in-person',
      summary: 'Record a photo identity seen',
      body: schema.inPerson,
    },
    ({ ctx, params, body }) => recordSeenInPerson(ctx, params.id, body.document),
  )
  endpoint(
    app,
    {
      ...common,
      access: 'callers.approve',
      path: '/api/verifications/{id}/approve',
      summary: 'Approve as the second person',
      body: schema.approve,
    },
    ({ ctx, params }) => approveInPerson(ctx, params.id),
  )
}
