import { type DeskApp, endpoint } from '../acts/endpoint.ts'
import { checkLink, choosePassword } from './choosePassword.ts'
import { forgotPassword } from './forgotPassword.ts'
import * as schema from './schema.ts'
import { showMe } from './showMe.ts'
import { signIn, signOut } from './signIn.ts'

const received = {
  en: 'If that username has a login, a mail is on its way. It can take a few minutes; look in the spam folder too.',
  es: 'Si ese usuario tiene acceso, un correo está en camino. Puede tardar unos minutos; mire también en spam.',
}

export function portalRoutes(app: DeskApp): void {
  const tag = 'Patient portal'
  endpoint(
    app,
    {
      method: 'post',
      path: '/portal/v1/links/check',
      access: 'public',
      tag,
      summary: 'Does a mailed link still work',
      body: schema.checkLink,
      reply: schema.linkState,
    },
    ({ ctx, body }) =>
      checkLink(
        ctx,
        body.code !== undefined
          ? { kind: 'activation', code: body.code }
          : { kind: 'reset', token: body.token! },
      ),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/portal/v1/activate',
      access: 'public',
      tag,
      summary: 'Activate a login',
      body: schema.activate,
      reply: schema.passwordSet,
    },
    ({ ctx, body }) =>
      choosePassword(ctx, { kind: 'activation', code: body.code }, body.birthDate, body.password),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/portal/v1/session',
      access: 'public',
      tag,
      summary: 'Sign in',
      body: schema.signIn,
      reply: schema.signedIn,
    },
    ({ ctx, body }) => signIn(ctx, body.username, body.password),
  )
  endpoint(
    app,
    {
      method: 'delete',
      path: '/portal/v1/session',
      access: 'patient',
      tag,
      summary: 'Sign out',
      reply: schema.nothing,
    },
    async ({ ctx }) => {
      await signOut(ctx)
      return {}
    },
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/portal/v1/password/forgot',
      access: 'public',
      tag,
      summary: 'Ask for a reset link',
      body: schema.forgot,
      reply: schema.received,
      status: 202,
    },
    async ({ ctx, body }) => {
      await forgotPassword(ctx, body.username)
      return { message: received[ctx.language] }
    },
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/portal/v1/password/reset',
      access: 'public',
      tag,
      summary: 'Choose a new password',
      body: schema.reset,
      reply: schema.passwordSet,
    },
    ({ ctx, body }) =>
      choosePassword(ctx, { kind: 'reset', token: body.token }, body.birthDate, body.password),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/portal/v1/me',
      access: 'patient',
      tag,
      summary: 'Who is signed in',
      reply: schema.me,
    },
    ({ ctx }) => showMe(ctx),
  )
}
