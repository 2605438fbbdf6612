import type { Desk } from '../core/context.ts'
import { reportsTo } from './deliveryReports.ts'
import type { Message, Sent } from './message.ts'

/** What Twilio answers that concerns the number and not us: no such number, a landline, who asked for no more texts. */
const ofTheNumber = new Set([21211, 21214, 21217, 21610, 21614])

/**
 * Hands a text message to the gateway, which speaks Twilio's Messages API (2010-04-01, `POST Messages.json`), and says what
 * became of it. Sent means that the gateway took it, as with mail. What it answered with 4xx is final but for 408 and 429; a
 * redirect is never followed, since it would carry the code and the credentials elsewhere. No answer in time is tried again:
 * a code that comes twice is better than none.
 */
export async function sendText(desk: Desk, id: string, { to, text }: Message): Promise<Sent> {
  const gateway = desk.config.sms
  if (!gateway) return { is: 'later', why: 'no-text-gateway-configured' }
  try {
    const { account, token, from } = gateway
    const reports = reportsTo(desk, id)
    const reply = await fetch(`${gateway.url}/2010-04-01/Accounts/${account}/Messages.json`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
        Accept: 'application/json',
      },
      body: new URLSearchParams({
        ...{ From: from, To: to, Body: text },
        ...(reports && { StatusCallback: reports }),
      }),
      redirect: 'manual',
      signal: AbortSignal.timeout(gateway.timeoutSeconds * 1000),
    })
    const { status } = reply
    if (status >= 500 || status === 429 || status === 408) {
      await reply.body?.cancel()
      return { is: 'later', why: `sms-${status}` }
    }
    if (reply.ok) {
      await reply.body?.cancel()
      return { is: 'sent' }
    }
    const code = status >= 400 ? await codeIn(reply) : undefined
    const why = `sms-${code ?? status}`
    return { is: code !== undefined && ofTheNumber.has(code) ? 'bounced' : 'failed', why }
  } catch {
    return { is: 'later', why: 'no-connection' }
  }
}

/** Twilio's number for what went wrong; its sentence names the telephone, and is not kept. */
async function codeIn(reply: Response): Promise<number | undefined> {
  const said: unknown = await reply.json().catch(() => undefined)
  const code = typeof said === 'object' && said !== null && 'code' in said ? said.code : undefined
  return Number.isInteger(code) ? (code as number) : undefined
}
