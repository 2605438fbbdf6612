import type { DeskApp } from '../../acts/endpoint.ts'

/** Serves the OpenAPI 3.1 description of both APIs, and a page to read each in. */
export function describe(app: DeskApp): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-session',
    description: 'Set by signing in. Unsafe requests must be JSON and come from the same origin.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
  serve(app, '/api', 'Portal Desk: staff API')
  serve(app, '/portal/v1', 'Portal Desk: patient portal API')
}

function serve(app: DeskApp, area: string, title: string): void {
  let json: string | undefined
  const document = () => {
    if (json) return json
    const whole = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title, version: '1' } })
    const paths = Object.fromEntries(
      Object.entries(whole.paths ?? {}).filter(([path]) => path.startsWith(`${area}/`)),
    )
    json = JSON.stringify({ ...whole, paths })
    return json
  }
  app.get(`${area}/openapi.json`, (c) => c.body(document(), 200, { 'Content-Type': 'application/json' }))
  app.get(`${area}/docs`, (c) => c.html(readable(JSON.parse(document()), c.get('cspNonce'))))
}

interface Operation {
  summary?: string
  'x-access'?: string
  requestBody?: { content: Record<string, { schema: unknown }> }
  parameters?: { name: string; in: string }[]
}

function readable(
  doc: { info: { title: string }; paths: Record<string, Record<string, Operation>>; components?: unknown },
  nonce: string,
): string {
  const rows = Object.entries(doc.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, op]) => {
      const body = op.requestBody?.content['application/json']?.schema
      const parameters = op.parameters?.map((p) => `${p.name} (${p.in})`).join(', ')
      return `<section><h2><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h2>
<p>${escapeHtml(op.summary ?? '')}. For: ${escapeHtml(op['x-access'] ?? '')}.</p>
${parameters ? `<p>Parameters: ${escapeHtml(parameters)}</p>` : ''}
${body ? `<pre tabindex="0">${escapeHtml(JSON.stringify(body, null, 2))}</pre>` : ''}</section>`
    }),
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(doc.info.title)}</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style nonce="${nonce}">body{font:1rem/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}h2{font-size:1rem;margin:2rem 0 .25rem}pre{overflow:auto;border:1px solid #8888;padding:.75rem;font-size:.8rem}</style>
</head><body><main><h1>${escapeHtml(doc.info.title)}</h1><p><a href="./openapi.json">openapi.json</a></p>${rows.join('\n')}</main></body></html>`
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}
