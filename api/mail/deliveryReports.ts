import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { DeskApp } from '../acts/endpoint.ts'
import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { sameText } from '../core/access/sameText.ts'
import { isLoopback } from '../core/configFaults.ts'
import { type Desk, systemCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { held } from '../core/db/lock.ts'
import { transact } from '../core/db/transact.ts'
import { Conflict, Forbidden, NotFound } from '../core/errors.ts'
import { limitBody, noStore } from '../core/http/guard.ts'
import { said } from '../core/words.ts'
import { markBounced } from '../patients/markBounced.ts'
import { undelivered } from './tellOfDelivery.ts'

export const textDelivered: Action = {
  name: 'text.delivered',
  letter: 'E',
  words: { en: 'Heard that a text message arrived', es: 'Supo que un mensaje de texto llegó' },
  watch: 'nothing',
}
export const textUndelivered: Action = {
  name: 'text.undelivered',
  letter: 'E',
  words: { en: 'Heard that a text message did not arrive', es: 'Supo que un mensaje de texto no llegó' },
  watch: 'nothing',
}

const path = '/gateway/v1/texts/status'

/**
 * Where the gateway is to say what became of a text message, which its address names; nothing where it cannot reach us.
 * The address holds the message's own id and nothing of anybody.
 */
export function reportsTo({ config }: Desk, mailId: string): string | undefined {
  const local = (url: string) => isLoopback(new URL(url).hostname)
  if (!config.sms || (local(config.publicUrl) && !local(config.sms.url))) return undefined
  return `${config.publicUrl}${path}?message=${mailId}`
}

/**
 * What Twilio signs: the address and then each field and its value, in the order of the fields, by HMAC-SHA1 with the
 * account's token (Twilio, "Webhooks security"). These lines instead of Twilio's package, which is larger than all the server
 * needs beside it (2026-11-26).
 */
export function signatureOf(token: string, url: string, fields: URLSearchParams): string {
  const pairs = [...fields].map(([name, value]) => name + value)
  return createHmac('sha1', token)
    .update(`${url}${pairs.sort().join('')}`)
    .digest('base64')
}

const message = z.uuid()
const unsigned = said('unsigned', 'The report is not signed.', 'El informe no está firmado.')
const unknown = { en: 'message', es: 'el mensaje' }
const toldBefore = said(
  'told-before',
  'What became of this message is known.',
  'Ya se sabe qué fue de este mensaje.',
)
/** What Twilio says of the number and not of this message: no such one, a landline. */
export const ofTheNumber = new Set(['30005', '30006'])

/** Takes what a gateway in the shape of Twilio's says became of text messages. Without a gateway nothing is served here. */
export function deliveryReports(app: DeskApp, desk: Desk): void {
  app.post(path, noStore, limitBody, async (c) => {
    const { sms, publicUrl } = desk.config
    if (!sms) throw new NotFound(unknown)
    const fields = new URLSearchParams(await c.req.text())
    // The address as we gave it, whatever a proxy made of it.
    const address = `${publicUrl}${path}${new URL(c.req.url).search}`
    // First of all: who cannot sign learns nothing of which messages there are.
    if (!sameText(c.req.header('x-twilio-signature') ?? '', signatureOf(sms.token, address, fields)))
      throw new Forbidden(unsigned)
    const id = message.safeParse(c.req.query('message')).data
    if (!id || fields.get('AccountSid') !== sms.account) throw new NotFound(unknown)
    await settle(desk, id, fields.get('MessageStatus'), fields.get('ErrorCode'))
    return c.body(null, 204)
  })
}

/**
 * The first report that a message arrived or did not is the one that counts, and is recorded; what it was on its way is not.
 * @throws NotFound, Conflict where that is known already
 */
async function settle(desk: Desk, id: string, status: string | null, code: string | null): Promise<void> {
  const arrived = status === 'delivered'
  const lost = status === 'undelivered' || status === 'failed'
  await transact(desk.db, async (trx) => {
    const mail = await held(
      desk.db,
      trx.selectFrom('mail').selectAll().where('id', '=', id).where('channel', '=', 'text'),
    ).executeTakeFirst()
    if (!mail) throw new NotFound(unknown)
    if (!arrived && !lost) return
    // A report may come before we noted that the gateway took the message, or when its answer to us was lost: it is not sent again.
    if (mail.delivered_at || !['queued', 'sending', 'sent', 'cancelled'].includes(mail.status))
      throw new Conflict(toldBefore)
    const unsent = mail.status === 'queued' || mail.status === 'sending'
    const at = desk.clock().toISOString()
    const error = code && /^\d{1,6}$/.test(code) ? `sms-${code}` : 'sms-undelivered'
    await trx
      .updateTable('mail')
      .set(
        arrived
          ? {
              delivered_at: at,
              ...(unsent && { status: 'sent', sent_at: at, last_error: null, sealed_message: null }),
            }
          : { status: 'undelivered', last_error: error, sealed_message: null },
      )
      .where('id', '=', id)
      .execute()
    if (lost && mail.contact_point_id && ofTheNumber.has(code ?? ''))
      await markBounced(trx, mail.contact_point_id, at)
    const ctx = systemCtx(desk, 'mail', newId())
    if (lost) await desk.tell(trx, ctx, undelivered(mail))
    await record(trx, ctx, arrived ? textDelivered : textUndelivered, {
      outcome: arrived ? 'success' : 'failure',
      patientIds: mail.patient_id ? [mail.patient_id] : [],
      object: { type: 'mail', id },
      caseId: mail.case_id ?? undefined,
      detail: { template: mail.template, ...(lost && { error }) },
    })
  })
}
