import { rmSync } from 'node:fs'
import type { z } from '@hono/zod-openapi'
import { afterAll, describe, expect, it } from 'vitest'
import { createApp } from '../../api/app.ts'
import { allows, permissions } from '../../api/core/access/permissions.ts'
import { readConfig } from '../../api/core/config.ts'
import type { Description } from '../../api/core/http/docsPage.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { routeTable } from '../support/routeTable.ts'
import { temporaryFolder } from '../support/templates.ts'

// Its database is empty: what an API says of itself is asked of no table.
const folder = temporaryFolder()
const desk = createDesk(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }))
const app = createApp(desk)
afterAll(async () => {
  await closeDesk(desk)
  rmSync(folder, { recursive: true, force: true })
})

describe('every route has a rule', () => {
  it('no route of either API is outside the table', () => {
    const declared = new Set(routeTable(app).map((r) => `${r.method} ${r.path.replace(/\{(\w+)\}/g, ':$1')}`))
    const served = app.routes
      .filter((r) => r.method !== 'ALL' && /^\/(api|portal\/v1)\//.test(r.path))
      .filter((r) => !/\/(openapi\.json|docs)$/.test(r.path))
    expect(served.length).toBeGreaterThan(25)
    for (const route of served) expect(declared).toContain(`${route.method} ${route.path}`)
    for (const route of routeTable(app))
      expect(['public', 'signed-in', 'patient', ...permissions]).toContain(route.access)
  })

  it('managers and administrators cannot find or open patients', () => {
    for (const role of ['manager', 'administrator'] as const)
      for (const permission of ['patients.search', 'patients.show', 'patients.reveal', 'cases.show'] as const)
        expect(allows(role, permission)).toBe(false)
  })

  it('records finds and opens patients, and verifies nobody, acts on no login, unmasks nothing and reads no log', () => {
    const may = permissions.filter((permission) => allows('records', permission))
    expect(may).toEqual([
      ...['patients.search', 'patients.show', 'cases.show', 'cases.work', 'cases.assign'],
      'conflicts.decide',
      'letters.print',
      'duplicates.decide',
      'knowledge.show',
    ])
  })
})

const descriptionOf = async (area: string) =>
  (await (await app.request(`${area}/openapi.json`)).json()) as { openapi: string } & Description
const areas = ['/api', '/portal/v1']

describe('both APIs describe themselves', () => {
  it('in OpenAPI 3.1, each operation by a name of its own, and on a readable page', async () => {
    for (const area of areas) {
      const { openapi, paths, components } = await descriptionOf(area)
      expect(openapi).toBe('3.1.0')
      expect(Object.keys(paths).every((path) => path.startsWith(`${area}/`))).toBe(true)
      if (area === '/portal/v1') expect(Object.keys(components?.schemas ?? {})).not.toContain('NewCase')
      const names = Object.values(paths).flatMap((methods) =>
        Object.values(methods).map((operation) => operation.operationId),
      )
      expect(new Set(names).size).toBe(names.length)
      const page = await (await app.request(`${area}/docs`)).text()
      for (const name of names) expect(page).toContain(`<section id="${name}">`)
    }
  })

  it('with examples that their own schemas accept', async () => {
    const described = Object.assign(
      {},
      ...(await Promise.all(areas.map(descriptionOf))).map((one) => one.paths),
    )
    const wrong: string[] = []
    let tried = 0
    const tryOut = (where: string, schema: unknown, example: unknown) => {
      tried++
      const { error } = (schema as z.ZodType).safeParse(example)
      if (error) wrong.push(`${where}: ${error.issues.map((one) => `${one.path} ${one.message}`).join(', ')}`)
    }
    for (const definition of app.openAPIRegistry.definitions) {
      if (definition.type !== 'route') continue
      const { method, path, request, responses } = definition.route
      const operation = described[path]?.[method]
      if (!operation) continue
      const asked = request?.body?.content['application/json']
      if (asked && 'schema' in asked)
        tryOut(`${method} ${path}`, asked.schema, operation.requestBody.content['application/json'].example)
      for (const [status, response] of Object.entries(responses))
        for (const [type, media] of Object.entries('content' in response ? (response.content ?? {}) : {}))
          if (Number(status) < 400 && /[/+]json$/.test(type) && media && 'schema' in media)
            tryOut(
              `${status} of ${method} ${path}`,
              media.schema,
              operation.responses[status].content[type].example,
            )
    }
    expect(wrong).toEqual([])
    expect(tried).toBeGreaterThan(200)
  })

  it('the portal’s with examples that look like what a patient sees', async () => {
    const { paths } = await descriptionOf('/portal/v1')
    expect(JSON.stringify(paths).match(/"a [a-z]\w*0*"/g) ?? []).toEqual([])
  })
})
