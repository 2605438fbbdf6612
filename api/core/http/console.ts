import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Handler } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import { getMimeType } from 'hono/utils/mime'
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
  const assets = filesIn(path.join(dist, 'assets'))
  app.get('/assets/:name', send(assets, 'public, max-age=31536000, immutable'))
  app.get('/:name{favicon\\.svg}', send(filesIn(dist), 'public, max-age=86400'))
  const page = readFileSync(file, 'utf8')
  app.get('/', (c) => {
    c.header('Cache-Control', 'no-store')
    return c.html(page.replaceAll('__NONCE__', c.get('cspNonce')))
  })
}

/** What a folder of the build holds, by its name. */
type Files = ReadonlyMap<string, () => Uint8Array<ArrayBuffer>>

/**
 * What is asked for is read once and kept, some five megabytes of all: what a few hundred connections ask for and do not take would be
 * read from the disk, and held, for each of them anew (2026-11-28).
 */
function filesIn(folder: string): Files {
  const files = new Map<string, () => Uint8Array<ArrayBuffer>>()
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue
    let kept: Uint8Array<ArrayBuffer> | undefined
    files.set(entry.name, () => (kept ??= readFileSync(path.join(folder, entry.name))))
  }
  return files
}

const compressed = { br: '.br', gzip: '.gz' }

/** `Vary` stands on the plain form too, or a shared cache hands that to everybody. */
function send(files: Files, cacheControl: string): Handler {
  return async (c, next) => {
    const name = c.req.param('name')!
    const plain = files.get(name)
    if (!plain) return next()
    const taken = parseAccept(c.req.header('Accept-Encoding') ?? '').flatMap(({ type, q }) =>
      q > 0 ? [type] : [],
    )
    const encoding = (['br', 'gzip'] as const).find(
      (one) => taken.includes(one) && files.has(name + compressed[one]),
    )
    const bytes = (encoding ? files.get(name + compressed[encoding])! : plain)()
    return c.body(bytes, 200, {
      'Content-Type': getMimeType(name) ?? 'application/octet-stream',
      'Content-Length': String(bytes.length),
      'Cache-Control': cacheControl,
      Vary: 'Accept-Encoding',
      ...(encoding && { 'Content-Encoding': encoding }),
    })
  }
}
