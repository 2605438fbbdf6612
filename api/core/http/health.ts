import { setTimeout } from 'node:timers/promises'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { DeskApp } from '../../acts/endpoint.ts'
import { sameText } from '../access/sameText.ts'
import { isLoopback } from '../configFaults.ts'
import type { Desk } from '../context.ts'
import { problem } from '../errors.ts'
import type { Words } from '../words.ts'

/** One number that whoever watches asks for; nothing where there is none. Read at each scrape, in time or not at all. */
export interface Reading {
  name: string
  help: string
  read(desk: Desk): Promise<number | undefined>
}

export type Readiness =
  | { ready: true; oldestPendingSeconds: number }
  | { ready: false; problem: keyof typeof notReady }

/** Why no traffic should come here. */
const notReady = {
  'no-answer': {
    en: 'The database did not answer in time.',
    es: 'La base de datos no respondió a tiempo.',
  },
  'no-writes': {
    en: 'The database takes no writes: the disk is full, read-only, failing, or no longer in its place.',
    es: 'La base de datos no acepta escrituras: el disco está lleno, es de solo lectura, falla o ya no está en su lugar.',
  },
  keys: {
    en: 'The secret key of this node is not the one of the database.',
    es: 'La clave secreta de este nodo no es la de la base de datos.',
  },
} satisfies Record<string, Words>

let processMetrics: Registry | undefined

/** What is measured of the process: once, however many desks it serves. */
function ofProcess(): Registry {
  if (processMetrics) return processMetrics
  processMetrics = new Registry()
  collectDefaultMetrics({ register: processMetrics })
  return processMetrics
}

/** Liveness, readiness, and metrics: for whoever has the token, or, where there is none, for this machine. */
export function healthRoutes(
  app: DeskApp,
  desk: Desk,
  { readings, readiness }: { readings: readonly Reading[]; readiness(desk: Desk): Promise<Readiness> },
): void {
  const registry = new Registry()
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests by route and status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  new Gauge({
    name: 'audit_log_altered',
    help: 'Whether the schema that protects the audit log is not as the migrations made it: 1, else 0',
    registers: [registry],
    collect() {
      this.set(desk.auditLog === 'altered' ? 1 : 0)
    },
  })
  for (const { name, help, read } of readings)
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const value = await inTime<number | undefined>(
          Promise.resolve().then(() => read(desk)),
          undefined,
        )
        // A gauge begins at 0, which would be an answer.
        if (value === undefined) this.remove()
        else this.set(value)
      },
    })
  const all = Registry.merge([ofProcess(), registry])
  desk.onAnswered = (method, route, status, ms) => {
    requests.inc({ method, route, status })
    seconds.observe({ method, route }, ms / 1000)
  }

  app.get('/healthz', (c) => c.json({ status: 'alive' }))
  app.get('/readyz', async (c) => {
    const state = await inTime<Readiness>(readiness(desk), { ready: false, problem: 'no-answer' })
    if (!state.ready)
      return problem(
        c,
        503,
        { en: 'Not ready', es: 'No está listo' },
        notReady[state.problem],
        { code: state.problem },
        { 'Retry-After': '2' },
      )
    return c.json({
      status: 'ready',
      database: desk.db.engine,
      auditLog: desk.auditLog,
      oldestPendingSeconds: state.oldestPendingSeconds,
      ...(desk.clocks.isOff && { clockAheadSeconds: desk.clocks.aheadSeconds }),
    })
  })
  app.get('/metrics', async (c) => {
    const token = desk.config.metricsToken
    const given = c.req.header('authorization')?.replace(/^Bearer /, '') ?? ''
    const local = isLoopback((c.get('ctx').ip ?? '').replace(/^::ffff:/, ''))
    // A proxy on this machine asks in somebody else's name, and says so by one of these or another.
    const forwarded = Object.keys(c.req.header()).some((name) => byProxy.test(name))
    const allowed = token ? sameText(given, token) : local && !forwarded
    if (!allowed)
      return problem(
        c,
        403,
        { en: 'Not allowed', es: 'No permitido' },
        {
          en: 'Metrics answer to the token, or, where none is set, on this machine.',
          es: 'Las métricas responden a quien tenga el token o, si no hay ninguno, en este equipo.',
        },
      )
    return c.body(await all.metrics(), 200, { 'Content-Type': all.contentType })
  })
}

const byProxy = /^(x-forwarded-|forwarded$|x-real-ip$|via$)/

/** Whoever asks waits a few seconds at most, whatever the database does. */
const readyMs = 2_500

const inTime = <T>(work: Promise<T>, otherwise: T): Promise<T> =>
  Promise.race([work.catch(() => otherwise), setTimeout(readyMs, otherwise, { ref: false })])
