import { type DeskApp, newApp } from './acts/endpoint.ts'
import { mount } from './acts/mount.ts'
import { recordOtherSite } from './acts/permit.ts'
import { findApp } from './apps/findApp.ts'
import { appsServer } from './apps/serve.ts'
import type { Desk } from './core/context.ts'
import { onError, problem } from './core/errors.ts'
import { consoleRoutes } from './core/http/console.ts'
import { limitCrowd } from './core/http/crowd.ts'
import * as guard from './core/http/guard.ts'
import { healthRoutes } from './core/http/health.ts'
import { describe } from './core/http/openapi.ts'
import { findCollector } from './fhir/findCollector.ts'
import { asOutcome } from './fhir/outcome.ts'
import { postedSearches } from './fhir/postedSearches.ts'
import { deliveryReports } from './mail/deliveryReports.ts'
import { returnedMailRoute } from './mail/returnedMail.ts'
import { filesInTurn } from './portal/filesInTurn.ts'
import { findPatient } from './portal/findPatient.ts'
import { pageAssets } from './portal/frame/assets.ts'
import { linkPages } from './portal/frame/linkPages.ts'
import { patientPages } from './portal/frame/patientPages.ts'
import { readiness, readings } from './watching.ts'

/** The table of contents: middleware in order, then one line per feature. */
export function createApp(desk: Desk): DeskApp {
  const app = newApp()
  app.onError(onError)
  app.notFound((c) =>
    problem(
      c,
      404,
      { en: 'Not found', es: 'No encontrado' },
      { en: 'Nothing is served at this address.', es: 'No hay nada en esta dirección.' },
    ),
  )

  app.use(guard.open(desk))
  app.use(guard.headers(desk))
  app.use(guard.knownHost(desk))
  app.use('/fhir/*', guard.anyOrigin, asOutcome)
  const crowd = limitCrowd(desk.entrance)
  const ours = guard.sameOrigin(desk, recordOtherSite)
  const areas = ['/api/*', '/portal/*', '/fhir/*', '/apps/*']
  for (const area of areas) app.use(area, guard.noStore)
  app.use('/portal/*', filesInTurn())
  for (const area of areas) app.use(area, guard.limitBody, crowd)
  for (const area of ['/api/*', '/portal/v1/*']) app.use(area, ours, guard.onlyJson)
  app.use('/api/*', guard.findStaff)
  for (const area of ['/portal/*', '/fhir/*']) app.use(area, findPatient)
  app.use('/fhir/*', findApp)
  app.use('/fhir/R4/AuditEvent/*', guard.findStaff, findCollector)
  for (const area of ['/api/*', '/portal/v1/*']) app.use(area, guard.readIdempotencyKey)

  app.use('/fhir/*', ours)

  mount(app, desk.catalogue)
  postedSearches(app)

  describe(app)
  healthRoutes(app, desk, { readings, readiness })
  deliveryReports(app, desk)
  returnedMailRoute(app, desk)
  pageAssets(app)
  linkPages(app, desk)
  patientPages(app, desk)
  appsServer(app, desk)
  consoleRoutes(app)
  return app
}
