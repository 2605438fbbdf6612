import type { Desk } from '../core/context.ts'
import { textWithin } from '../core/textWithin.ts'
import { ofTheNumber as reportedOfTheNumber, reportsTo } from './deliveryReports.ts'
import { type Message, noAnswer, type Sent } from './message.ts'

/** What Twilio answers that concerns the number and not us: no such number, a landline, who asked for no more texts. */
const ofTheNumber = new Set([21211, 21214, 21217, 21610, 21614])

/**
 * Hands a text message to the gateway, which speaks Twilio's Messages API (2010-04-01, `POST Messages.json`), and says what
 * became of it. Sent means that the gateway took it, as with mail, and says so: a message it made has an id. A page that stands in
 * between answers 200 as well (2026-11-28). What it answered with 4xx is final but for 408 and 429; a
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
    const answer = await answerIn(reply)
    if (!reply.ok) return refused(answer?.code, status)
    if (typeof answer?.sid !== 'string') return { is: 'later', why: noAnswer }
    return lost.has(answer.status) ? refused(answer.error_code, answer.status) : { is: 'sent' }
  } catch {
    return { is: 'later', why: 'no-connection' }
  }
}

/** What a message is in that is made and goes nowhere. */
const lost = new Set<unknown>(['failed', 'undelivered', 'canceled'])

/** Of what went wrong Twilio's number is kept; its sentence names the telephone, and is not. */
function refused(given: unknown, otherwise: unknown): Sent {
  const code = Number.isInteger(given) ? (given as number) : undefined
  const ofNumber = code !== undefined && (ofTheNumber.has(code) || reportedOfTheNumber.has(String(code)))
  return { is: ofNumber ? 'bounced' : 'failed', why: `sms-${code ?? otherwise}` }
}

/** An answer is some hundred characters. */
const longestAnswer = 65_536

/** What the gateway answered, where that is an answer of its kind. */
async function answerIn(reply: Response): Promise<Record<string, unknown> | undefined> {
  try {
    const said: unknown = JSON.parse((await textWithin(reply, longestAnswer)) ?? '')
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
