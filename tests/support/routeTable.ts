import type { DeskApp } from '../../api/acts/endpoint.ts'

export interface Route {
  method: string
  path: string
  access: string
}

/** Every route of both APIs as their OpenAPI document declares it, with who may call it. */
export function routeTable(app: DeskApp): Route[] {
  const doc = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 't', version: '1' } })
  return Object.entries(doc.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Record<string, string>>).map(([method, op]) => ({
      method: method.toUpperCase(),
      path,
      access: op['x-access']!,
    })),
  )
}
