import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { DeskApp } from '../../acts/endpoint.ts'

const dist = path.resolve(import.meta.dirname, '../../../console/dist')

/** Serves the built console: hashed assets for a year, the page itself never stored and with a nonce of its own. */
export function consoleRoutes(app: DeskApp): void {
  const file = path.join(dist, 'index.html')
  if (!existsSync(file)) {
    app.get('/', (c) => c.text('The console is not built. Run: npm run build', 503))
    return
  }
  app.use(
    '/assets/*',
    serveStatic({
      root: path.relative(process.cwd(), dist),
      onFound: (_, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  )
  app.get('/favicon.svg', serveStatic({ root: path.relative(process.cwd(), dist) }))
  const page = readFileSync(file, 'utf8')
  app.get('/', (c) => {
    c.header('Cache-Control', 'no-store')
    return c.html(page.replaceAll('__NONCE__', c.get('cspNonce')))
  })
}
