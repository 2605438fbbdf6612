import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { DeskApp } from '../acts/endpoint.ts'
import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { sameText } from '../core/access/sameText.ts'
import { type Desk, systemCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { held } from '../core/db/lock.ts'
import { transact } from '../core/db/transact.ts'
import { Forbidden, NotFound } from '../core/errors.ts'
import { limitBody, noStore } from '../core/http/guard.ts'
import { said } from '../core/words.ts'
import { markBounced } from '../patients/markBounced.ts'
import { type MailReport, readReport } from './readReport.ts'
import { ofTheAddress } from './refusals.ts'
import { undelivered } from './tellOfDelivery.ts'

export const mailReturned: Action = {
  name: 'mail.returned',
  letter: 'E',
  words: { en: 'Heard that an email came back', es: 'Supo que un correo electrónico fue devuelto' },
  watch: 'nothing',
}

/** What a report says stands before what it returns. */
const mostBytes = 256 * 1024
const atOnce = 100

/**
 * Takes what came back to the address of `MAIL_BOUNCES_TO`: mail that a server took and could not deliver. What was understood is
 * deleted, since addresses stand in it; anything else goes to `cur`, read, for whoever looks after that mailbox.
 */
export async function readReturnedMail(desk: Desk): Promise<void> {
  const folder = desk.config.bounces?.folder
  if (folder === undefined) return
  const came = (await readdir(path.join(folder, 'new'))).filter((name) => !name.startsWith('.')).sort()
  for (const name of came.slice(0, atOnce)) {
    const file = path.join(folder, 'new', name)
    if (await takeReport(desk, await beginningOf(file))) await rm(file, { force: true })
    else {
      await mkdir(path.join(folder, 'cur'), { recursive: true })
      await rename(file, path.join(folder, 'cur', `${name.replace(/:.*$/, '')}:2,S`))
    }
  }
}

async function beginningOf(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostBytes), 0, mostBytes, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

const noToken = said('no-token', 'The token is missing or wrong.', 'Falta el token o no es correcto.')
const unknown = { en: 'message', es: 'el mensaje' }

/** Takes the same from a mail server or provider that posts such mail as it came. Without a token nothing is served here. */
export function returnedMailRoute(app: DeskApp, desk: Desk): void {
  app.post('/gateway/v1/mails/returned', noStore, limitBody, async (c) => {
    const token = desk.config.bounces?.token
    if (token === undefined) throw new NotFound(unknown)
    if (!sameText((c.req.header('authorization') ?? '').replace(/^Bearer /, ''), token))
      throw new Forbidden(noToken)
    await takeReport(desk, (await c.req.text()).slice(0, mostBytes))
    return c.body(null, 204)
  })
}

/** @returns whether it was a report on a mail of ours */
async function takeReport(desk: Desk, raw: string): Promise<boolean> {
  const report = readReport(raw)
  if (report?.mailId === undefined) return false
  // That it is late, or arrived, or was passed on, changes nothing.
  return report.action !== 'failed' || noteReturned(desk, report.mailId, report)
}

/** The first report that a mail did not arrive is the one that counts, and is recorded; one that comes again changes nothing. */
function noteReturned(desk: Desk, id: string, { status }: MailReport): Promise<boolean> {
  const at = desk.clock().toISOString()
  const error = `smtp-${status ?? 'returned'}`
  return transact(desk.db, async (trx) => {
    const mail = await held(
      desk.db,
      trx.selectFrom('mail').selectAll().where('id', '=', id).where('channel', '=', 'email'),
    ).executeTakeFirst()
    if (!mail) return false
    if (mail.status === 'bounced' || mail.status === 'undelivered') return true
    const isGone = ofTheAddress(status)
    await trx
      .updateTable('mail')
      .set({
        status: isGone ? 'bounced' : 'undelivered',
        ...(isGone && { bounced_at: at }),
        // It was sent, whatever we knew of that: it is not tried again.
        sent_at: mail.sent_at ?? at,
        last_error: error,
        sealed_message: null,
      })
      .where('id', '=', id)
      .execute()
    if (isGone && mail.contact_point_id) await markBounced(trx, mail.contact_point_id, at)
    const ctx = systemCtx(desk, 'mail', newId())
    await desk.tell(trx, ctx, undelivered(mail))
    await record(trx, ctx, mailReturned, {
      outcome: 'failure',
      patientIds: mail.patient_id ? [mail.patient_id] : [],
      object: { type: 'mail', id },
      caseId: mail.case_id ?? undefined,
      detail: { template: mail.template, error },
    })
    return true
  })
}
