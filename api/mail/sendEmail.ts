import { PassThrough } from 'node:stream'
import type { Transporter } from 'nodemailer'
import type { Desk } from '../core/context.ts'
import { type Message, noAnswer, type Sent } from './message.ts'
import { ofTheAddress } from './refusals.ts'

const transports = new WeakMap<Desk, Promise<Transporter>>()

/** How many mails may be on their way to the server at once: one that it is slow about holds up none of the others. */
export const emailsAtOnce = 8

/**
 * Hands a message to the SMTP server, and says what became of it. A refusal for good (5yz, RFC 5321 4.2.1) of the recipient or of
 * the text ends it; one of ourselves, of our sender's address or password, is a setting that will be put right.
 */
export async function sendEmail(desk: Desk, id: string, message: Message): Promise<Sent> {
  const { smtpUrl, mailFrom, bounces } = desk.config
  if (!smtpUrl) return { is: 'later', why: 'no-mail-server-configured' }
  let handedOver = false
  try {
    const transport = await transportOf(desk)
    await transport.sendMail({
      from: mailFrom,
      to: message.to,
      subject: message.subject,
      text: message.text,
      messageId: messageIdOf(id),
      headers: { 'Auto-Submitted': 'auto-generated' },
      envelope: { from: bounces?.address ?? mailFrom, to: message.to },
      // Of what comes back later the text is no part: it may hold a link (RFC 3461). A server that knows no DSN is asked for none.
      dsn: { id, return: 'headers', notify: ['failure'] },
      onHandedOver: () => {
        handedOver = true
      },
    } as never)
    return { is: 'sent' }
  } catch (error) {
    const { responseCode: code, command, response } = error as Refusal
    if (!code) return { is: 'later', why: handedOver ? noAnswer : 'no-connection' }
    const why = `smtp-${code}`
    if (code < 500 || (command !== 'RCPT TO' && command !== 'DATA')) return { is: 'later', why }
    const status = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})/.exec(response ?? '')?.[1]
    return { is: ofTheAddress(status, command === 'RCPT TO' ? code : undefined) ? 'bounced' : 'failed', why }
  }
}

interface Refusal {
  responseCode?: number
  command?: string
  response?: string
}

/** By it a mail that comes back is known, and one that was sent twice is told by who receives it. */
const messageIdOf = (id: string) => `<${id}@portal-desk>`

function transportOf(desk: Desk): Promise<Transporter> {
  let transport = transports.get(desk)
  if (!transport) {
    transport = connect(desk.config.smtpUrl!)
    transports.set(desk, transport)
    // The next mail tries again: an installation whose files were being exchanged has them a moment later (2026-11-28).
    transport.catch(() => transports.delete(desk))
  }
  return transport
}

// Loaded with the first mail: commands and threads, which send none, begin a fifth sooner without.
async function connect(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    url,
    pool: true,
    // What broke off is asked again by the outbox, which knows how far it had come.
    maxRequeues: 0,
    maxConnections: emailsAtOnce,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    // RFC 5321 (4.5.3.2.6) would wait ten minutes for the last answer, since who gives up sends twice. Somebody on the telephone
    // waits for this mail, and a server that died without a word would hold it as long (2026-11-27).
    socketTimeout: 120_000,
  } as never)
  transport.use('stream', (mail, next) => {
    const { onHandedOver } = mail.data as { onHandedOver?: () => void }
    // The server takes it from here only after it has agreed to the recipient.
    mail.message.transform(() => new PassThrough().once('end', () => onHandedOver?.()))
    next()
  })
  return transport
}

/** Ends pooled connections, so that the process can stop. */
export async function closeMail(desk: Desk): Promise<void> {
  const transport = await transports.get(desk)
  transports.delete(desk)
  transport?.close()
}
