import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface CaughtMail {
  at: Date
  to: string
  subject: string
  text: string
}
export interface Outbox {
  url: string
  /** The gateway for text messages, as the environment names one. */
  sms: { SMS_URL: string; SMS_ACCOUNT: string; SMS_TOKEN: string; SMS_FROM: string }
  /** Mails and text messages, the newest first. */
  mails: CaughtMail[]
  stop(): Promise<void>
}

const most = 200

/** A real SMTP server on this machine, and a gateway for text messages, that keep what they are given instead of passing it on. */
export async function startOutbox(): Promise<Outbox> {
  const mails: CaughtMail[] = []
  const keep = (mail: CaughtMail) => {
    mails.unshift(mail)
    mails.length = Math.min(mails.length, most)
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { subject, text } = readPlain(Buffer.concat(chunks).toString('utf8'))
        keep({ at: new Date(), to: session.envelope.rcptTo[0]?.address ?? '', subject, text })
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { port: number }
  const gateway = createServer(async (request, reply) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
    keep({ at: new Date(), to: form.get('To') ?? '', subject: 'Text message', text: form.get('Body') ?? '' })
    reply.writeHead(201, { 'Content-Type': 'application/json' }).end('{"status":"queued"}')
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const smsPort = (gateway.address() as AddressInfo).port
  return {
    url: `smtp://127.0.0.1:${port}`,
    sms: {
      SMS_URL: `http://127.0.0.1:${smsPort}`,
      SMS_ACCOUNT: 'demo',
      SMS_TOKEN: 'demo',
      SMS_FROM: '+14135550100',
    },
    mails,
    stop: () =>
      new Promise((resolve) => {
        gateway.close()
        gateway.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

// Our own mails have one text part; they are quoted-printable or base64 when they hold accents.
function readPlain(raw: string): { subject: string; text: string } {
  const split = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, split).replace(/\r\n[ \t]+/g, ' ')
  const body = raw.slice(split + 4)
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
  const encoding = header('Content-Transfer-Encoding').toLowerCase()
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? fromQuoted(body)
        : body
  const subject = header('Subject').replace(
    /=\?utf-8\?(q|b)\?(.*?)\?=\s*/gi,
    (_, kind: string, word: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : fromQuoted(word.replaceAll('_', ' ')),
  )
  return { subject, text }
}

function fromQuoted(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
