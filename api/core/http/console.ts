import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { MiddlewareHandler } from 'hono'
import type { DeskApp } from '../../acts/endpoint.ts'

const built = path.resolve(import.meta.dirname, '../../../console/dist')

/**
 * Serves the built console: hashed assets for a year, the page itself never stored and with a nonce of its own.
 *
 * 2026-11-25: assets go out as the brotli or gzip the build made. Replies of the APIs are not compressed, here or by
 * the proxies of `docs/deploy`: they hold secrets (enrolment links, identities) beside what the asker chose (a search,
 * a typed reason), and their compressed length would tell one by the other (BREACH, CVE-2013-3587). They are small, and
 * lists are paged. The page is plain for the same reason, its nonce, and has a kilobyte.
 */
export function consoleRoutes(app: DeskApp, dist = built): void {
  const file = path.join(dist, 'index.html')
  if (!existsSync(file)) {
    app.get('/', (c) => c.text('The console is not built. Run: npm run build', 503))
    return
  }
  app.use('/assets/*', fromDist(dist, 'public, max-age=31536000, immutable'))
  app.get('/favicon.svg', fromDist(dist, 'public, max-age=86400'))
  const page = readFileSync(file, 'utf8')
  app.get('/', (c) => {
    c.header('Cache-Control', 'no-store')
    return c.html(page.replaceAll('__NONCE__', c.get('cspNonce')))
  })
}

/**
 * Files of the build. `Vary` stands on the plain form too, or a shared cache hands that to everybody. The headers are
 * set here, since serveStatic calls its onFound when the reply is already made.
 */
function fromDist(root: string, cacheControl: string): MiddlewareHandler {
  const find = serveStatic({ root, precompressed: true })
  return async (c, next) => {
    const reply = await find(c, next)
    if (!(reply instanceof Response)) return
    reply.headers.set('Cache-Control', cacheControl)
    reply.headers.set('Vary', 'Accept-Encoding')
    return reply
  }
}
