import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** What a server says at a step of one mail, by who it is to, once that is said, and how often it had that one; nothing for what is usual. */
export type Script = (
  step: 'from' | 'to' | 'text',
  to: string,
  n: number,
) => string | 'hang' | 'close' | undefined

export interface ScriptedSmtp {
  url: string
  /** Of each mail whose text it had to the end: who it was to, and what the envelope said. */
  had: { to: string; envelope: string; text: string }[]
  stop(): void
}

/** A mail server that speaks as it is told to, over one real connection after another. */
export async function scriptedSmtp(script: Script): Promise<ScriptedSmtp> {
  const sockets = new Set<Socket>()
  const had: ScriptedSmtp['had'] = []
  const server = createServer((socket) => {
    sockets.add(socket)
    let [rest, from, envelope, to, text] = ['', '', '', '', '']
    let inText = false
    const say = (line: string) => socket.write(`${line}\r\n`)
    const answer = (step: 'from' | 'to' | 'text', usual: string) => {
      const told = script(step, to, had.filter((one) => one.to === to).length) ?? usual
      if (told === 'close') socket.destroy()
      else if (told !== 'hang') say(told)
      return told
    }
    const hear = (line: string) => {
      if (inText && line !== '.') text += `${line}\n`
      else if (inText) {
        inText = false
        had.push({ to, envelope, text })
        answer('text', '250 2.0.0 queued')
      } else if (/^EHLO/i.test(line)) say('250-scripted.example\r\n250 DSN')
      else if (/^MAIL/i.test(line)) {
        ;[from, to] = [line, '']
        answer('from', '250 2.1.0 sender')
      } else if (/^RCPT/i.test(line)) {
        to = /<([^>]*)>/.exec(line)![1]!
        envelope = `${from} ${line}`
        answer('to', '250 2.1.5 recipient')
      } else if (/^DATA/i.test(line)) {
        ;[inText, text] = [true, '']
        say('354 go on')
      } else say('250 as you say')
    }
    say('220 scripted.example')
    socket
      .on('error', () => {})
      .on('data', (chunk) => {
        const lines = (rest + String(chunk)).split('\r\n')
        rest = lines.pop()!
        for (const line of lines) hear(line)
      })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    had,
    stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
