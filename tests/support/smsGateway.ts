import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SmsGateway } from '../../api/core/config.ts'

export interface Text {
  to: string
  from: string
  body: string
}

/**
 * What the gateway does with one request: takes it, refuses it with a status and Twilio's code, sends it elsewhere, is silent, goes on
 * answering without end, or says something else.
 */
export type Conduct =
  | 'take'
  | 'silent'
  | { endless: number }
  | { status: number; says: string }
  | { status: number; code?: number; location?: string }

/** A real HTTP server that speaks Twilio's Messages API (2010-04-01) and keeps what it took. */
export interface TextGateway {
  config: SmsGateway
  texts: Text[]
  /** Where each is to be reported on, as was asked with it. */
  reportsTo: string[]
  /** Every request that came, taken or not: its path. */
  requests: string[]
  /** What the next requests get, in this order; taken once the list is over. */
  next: Conduct[]
  /** How many characters were got rid of without end. */
  poured(): number
  stop(): Promise<void>
}

export async function startTextGateway(): Promise<TextGateway> {
  const account = 'AC00000000000000000000000000000001'
  const token = 'a-token-for-tests'
  const texts: Text[] = []
  const reportsTo: string[] = []
  const requests: string[] = []
  const next: Conduct[] = []
  let poured = 0
  const server = createServer(async (request, reply) => {
    requests.push(request.url!)
    const json = (status: number, body: object, headers: Record<string, string> = {}) =>
      reply.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const basic = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`
    if (request.headers.authorization !== basic)
      return json(401, { code: 20003, message: 'Authenticate', status: 401 })
    if (request.method !== 'POST' || request.url !== `/2010-04-01/Accounts/${account}/Messages.json`)
      return json(404, { code: 20404, message: 'The requested resource was not found', status: 404 })
    const conduct = next.shift() ?? 'take'
    if (conduct === 'silent') return
    if (conduct !== 'take' && 'says' in conduct) return reply.writeHead(conduct.status).end(conduct.says)
    if (conduct !== 'take' && 'endless' in conduct) {
      reply.writeHead(conduct.endless)
      const goOn = (): void => {
        if (reply.destroyed) return
        poured += 65_536
        reply.write(' '.repeat(65_536))
        reply.once('drain', goOn)
      }
      return goOn()
    }
    if (conduct !== 'take')
      return json(
        conduct.status,
        { code: conduct.code, message: `The number is wrong`, status: conduct.status },
        conduct.location ? { Location: conduct.location } : {},
      )
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
    const [to, from, body] = ['To', 'From', 'Body'].map((name) => form.get(name))
    if (!to || !from || !body)
      return json(400, { code: 21604, message: 'A parameter is required', status: 400 })
    texts.push({ to, from, body })
    reportsTo.push(form.get('StatusCallback') ?? '')
    json(201, { sid: `SM${texts.length}`, status: 'queued', to, from, body, error_code: null })
  })
  // On a busy machine the next request comes just as Node would end a connection that nobody used for five seconds.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    // As long as a busy machine may take to answer; few tests wait for it to be over.
    config: { url, account, token, from: '+15550100000', timeoutSeconds: 3 },
    texts,
    reportsTo,
    requests,
    next,
    poured: () => poured,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
