import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { DeskApp } from '../../acts/endpoint.ts'
import { sameText } from '../access/sameText.ts'
import { isLoopback } from '../config.ts'
import type { Desk } from '../context.ts'
import { problem } from '../errors.ts'

/** Liveness, readiness, and metrics: for whoever has the token, or, where there is none, for this machine. */
export function healthRoutes(app: DeskApp, desk: Desk): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
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
  desk.onAnswered = (method, route, status, ms) => {
    requests.inc({ method, route, status })
    seconds.observe({ method, route }, ms / 1000)
  }

  app.get('/healthz', (c) => c.json({ status: 'alive' }))
  app.get('/readyz', async (c) => {
    if (!(await answersInTime(desk)))
      return problem(
        c,
        503,
        { en: 'Not ready', es: 'No está listo' },
        {
          en: 'The database did not answer in time.',
          es: 'La base de datos no respondió a tiempo.',
        },
        {},
        { 'Retry-After': '2' },
      )
    return c.json({ status: 'ready', database: desk.db.engine, auditLog: desk.auditLog })
  })
  app.get('/metrics', async (c) => {
    const token = desk.config.metricsToken
    const given = c.req.header('authorization')?.replace(/^Bearer /, '') ?? ''
    const local = isLoopback((c.get('ctx').ip ?? '').replace(/^::ffff:/, ''))
    // A proxy on this machine asks in somebody else's name.
    const forwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded')
    const allowed = token ? sameText(given, token) : local && forwarded === undefined
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
    return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType })
  })
}

/** Whoever asks for readiness waits a few seconds at most, whatever the database does. */
const readyMs = 2_000

function answersInTime(desk: Desk): Promise<boolean> {
  const answered = sql`select 1`.execute(desk.db.read).then(
    () => true,
    () => false,
  )
  return Promise.race([answered, setTimeout(readyMs, false, { ref: false })])
}
