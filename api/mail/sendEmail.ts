import type { Transporter } from 'nodemailer'
import type { Desk } from '../core/context.ts'
import type { Message, Sent } from './message.ts'

const transports = new WeakMap<Desk, Promise<Transporter>>()

/** Hands a message to the SMTP server, and says what became of it. */
export async function sendEmail(desk: Desk, id: string, message: Message): Promise<Sent> {
  if (!desk.config.smtpUrl) return { is: 'later', why: 'no-mail-server-configured' }
  try {
    const transport = await transportOf(desk)
    await transport.sendMail({
      from: desk.config.mailFrom,
      to: message.to,
      subject: message.subject,
      text: message.text,
      messageId: `<${id}@portal-desk>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return { is: 'sent' }
  } catch (error) {
    const code = (error as { responseCode?: number }).responseCode
    // 5xx to the recipient is final (RFC 5321, 4.2.1); a refusal of ourselves or of the network is tried again.
    if (code && code >= 500 && (error as { code?: string }).code === 'EENVELOPE')
      return { is: 'bounced', why: `smtp-${code}` }
    return { is: 'later', why: code ? `smtp-${code}` : 'no-connection' }
  }
}

function transportOf(desk: Desk): Promise<Transporter> {
  let transport = transports.get(desk)
  if (!transport) {
    transport = connect(desk.config.smtpUrl!)
    transports.set(desk, transport)
  }
  return transport
}

// Loaded with the first mail: commands and threads, which send none, begin a fifth sooner without.
async function connect(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  } as never)
}

/** Ends pooled connections, so that the process can stop. */
export async function closeMail(desk: Desk): Promise<void> {
  const transport = await transports.get(desk)
  transports.delete(desk)
  transport?.close()
}
