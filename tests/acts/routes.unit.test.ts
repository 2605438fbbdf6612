import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { createApp } from '../../api/app.ts'
import { allows, permissions } from '../../api/core/access/permissions.ts'
import { readConfig } from '../../api/core/config.ts'
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

describe('both APIs describe themselves', () => {
  it('in OpenAPI 3.1, and on a readable page', async () => {
    for (const area of ['/api', '/portal/v1']) {
      const body = (await (await app.request(`${area}/openapi.json`)).json()) as {
        openapi: string
        paths: object
      }
      expect(body.openapi).toBe('3.1.0')
      expect(Object.keys(body.paths).every((path) => path.startsWith(`${area}/`))).toBe(true)
      expect(await (await app.request(`${area}/docs`)).text()).toContain('<main>')
    }
  })
})
