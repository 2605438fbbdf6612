import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface Mail {
  to: string
  subject: string
  text: string
}

/** A real SMTP server that keeps what it is given; addresses can be made to bounce, and it can be taken down. */
export interface Mailbox {
  url: string
  mails: Mail[]
  bouncing: Set<string>
  /** Waits for the next mail that matches, and returns it. */
  next(match?: (mail: Mail) => boolean): Promise<Mail>
  stop(): Promise<void>
}

export async function startMailbox(port = 0): Promise<Mailbox> {
  const mails: Mail[] = []
  const taken = new Set<Mail>()
  const bouncing = new Set<string>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      if (bouncing.has(address)) done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }))
      else done()
    },
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        mails.push({
          to: session.envelope.rcptTo[0]!.address,
          subject: mail.subject ?? '',
          text: mail.text ?? '',
        })
        done()
      }, done)
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: taken_ } = server.server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${taken_}`,
    mails,
    bouncing,
    async next(match = () => true) {
      for (let waited = 0; waited < 10_000; waited += 20) {
        const mail = mails.find((m) => !taken.has(m) && match(m))
        if (mail) {
          taken.add(mail)
          return mail
        }
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      throw new Error('no such mail came in 10 seconds')
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
