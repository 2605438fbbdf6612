import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { keepBeside } from '../../core/access/device.ts'

const names = { session: 'patient', device: 'patient-device' }
// Lax: whoever comes by a link in a mail of ours is signed in; what changes something asks for our own origin besides.
const kept: CookieOptions = { secure: true, httpOnly: true, sameSite: 'Lax', path: '/', prefix: 'host' }

/** What our own pages keep of a session, out of reach of scripts. It ends with the browser, or when the session does. */
export function keepSession(c: Context, token: string): void {
  setCookie(c, names.session, token, kept)
}

export const sessionOf = (c: Context): string | undefined =>
  /^[\w-]{20,100}$/.exec(getCookie(c, names.session, 'host') ?? '')?.[0]

export function forgetSession(c: Context): void {
  deleteCookie(c, names.session, kept)
}

/** What a sign-in answered for the device, for as long as it is known by it, beside those of others who sign in there. */
export function keepDevice(c: Context, device: string, days: number): void {
  setCookie(c, names.device, keepBeside(deviceOf(c), device), { ...kept, maxAge: days * 86_400 })
}

export const deviceOf = (c: Context): string | undefined => getCookie(c, names.device, 'host')
