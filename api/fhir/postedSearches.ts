import type { DeskApp } from '../acts/endpoint.ts'
import { AppError } from '../core/errors.ts'
import { said } from '../core/words.ts'
import { typeNames } from './types.ts'

/**
 * `POST …/_search`: the same searches with what is searched by in the body. FHIR has values in the addresses of searches; ours
 * log the route's pattern and no address, but a proxy in front of us, or an app, may keep addresses: whoever cares posts, and the
 * links of pages hold no value (2026-11-27). It is answered as the search it stands for, with its access, limits and record.
 */
export function postedSearches(app: DeskApp): void {
  for (const type of [...typeNames, 'AuditEvent'])
    app.post(`/fhir/R4/${type}/_search`, async (c) => {
      if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? ''))
        throw new AppError(
          415,
          { en: 'Unsupported media type', es: 'Tipo de contenido no admitido' },
          said(
            'only-forms',
            'Send the search as application/x-www-form-urlencoded.',
            'Envíe la búsqueda como application/x-www-form-urlencoded.',
          ),
        )
      const url = new URL(c.req.url)
      url.pathname = `/fhir/R4/${type}`
      for (const [name, value] of new URLSearchParams(await c.req.text()))
        url.searchParams.append(name, value)
      const headers = new Headers(c.req.raw.headers)
      for (const one of ['content-type', 'content-length', 'transfer-encoding']) headers.delete(one)
      return app.fetch(new Request(url, { headers }), c.env)
    })
}
