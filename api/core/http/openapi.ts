import type { DeskApp } from '../../acts/endpoint.ts'
import { complete, type Description, docsPage } from './docsPage.ts'

const manners =
  'Bodies and answers are JSON. What is refused or fails is a problem (RFC 9457) which names fields and rules; ' +
  'what was asked too often says when to come back in Retry-After. Times are UTC.'

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
    const whole = app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title, version: '1', description: manners },
    }) as unknown as Description
    const paths = Object.fromEntries(
      Object.entries(whole.paths).filter(([path]) => path.startsWith(`${area}/`)),
    )
    json = JSON.stringify(complete({ ...whole, paths }))
    return json
  }
  app.get(`${area}/openapi.json`, (c) => c.body(document(), 200, { 'Content-Type': 'application/json' }))
  app.get(`${area}/docs`, (c) => c.html(docsPage(JSON.parse(document()), c.get('cspNonce'))))
}
