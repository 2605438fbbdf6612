import { z } from '@hono/zod-openapi'
import type { Catalogue } from '../acts/catalogue.ts'
import { view } from '../acts/view.ts'
import type { AuditEvent } from '../audit/event.ts'
import { eventsById, Finder } from '../audit/search/findEvents.ts'
import { nothingWithheld } from '../audit/search/withheld.ts'
import { actorTexts, roleTexts } from '../audit/wordTexts.ts'
import { daysAfter } from '../core/calendar.ts'
import type { PatientCtx } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import type { Language } from '../core/words.ts'
import { aboutRecord, actsFor } from '../patients/actsFor.ts'
import { recordsOfGrants } from '../patients/proxyGrants.ts'
import { namesOfStaff } from '../staff/published.ts'
import { recordsPolicy } from './policy.ts'
import * as schema from './schema.ts'
import { noRecord, pageWords } from './words.ts'

/** Pages of the log that are looked through for one of the reply: one's own reads stand in between. */
const mostPages = 5

/** What others may read of a patient in the portal: a proxy what is asked for somebody, an app what is in FHIR's form. */
const readByOthers = ({ views }: Catalogue): string[] =>
  views.flatMap((one) => {
    if (!('name' in one) || one.needs !== 'patient') return []
    const forSomebody = 'asks' in one && one.asks instanceof z.ZodObject && 'for' in one.asks.shape
    return forSomebody || one.media ? [one.name] : []
  })

/**
 * What patients are told of: all that staff saw or did of them, and what others read in the portal. What only counts people,
 * and what one did oneself, is none of it (2026-11-27).
 */
const toldOf = (catalogue: Catalogue, isProxy: boolean): string[] => [
  ...new Set([
    ...[...catalogue.actions.values()]
      .filter(({ watch }) => watch !== 'nothing' && watch !== 'figures')
      .filter(({ withheldFrom }) => !isProxy || withheldFrom !== 'proxies')
      .map(({ name }) => name),
    ...readByOthers(catalogue),
  ]),
]

export const showAccess = view({
  name: 'portal.access-log-read',
  letter: 'R',
  words: {
    en: 'Looked in the portal at who opened the record',
    es: 'Consultó en el portal quién abrió el expediente',
  },
  watch: 'nothing',
  at: 'GET /portal/v1/access-log',
  summary: 'Who opened my record, newest first, in plain words',
  tag: 'Patient records',
  needs: 'patient',
  asks: schema.accessAsked,
  reply: schema.accesses,
  async show(ctx, { before, limit, for: grant }) {
    const { db, catalogue } = ctx.desk
    const of = await actsFor(ctx.desk.db.read, ctx, grant, 'full')
    const { ownAccessDays, ownAccessNames } = await readPolicy(db.read, recordsPolicy)
    const from = daysAfter(ctx.now(), -ownAccessDays)
    const edge = before === undefined ? undefined : (await eventsById(db, [before]))[0]?.event
    // An event of another patient is told from none by nothing.
    if (before !== undefined && !edge?.patientIds?.some((one) => of.ids.includes(one)))
      throw new NotFound(noRecord)
    const { actions } = catalogue
    const action = toldOf(catalogue, grant !== undefined)
    // What was seen of a record before it was merged was seen of this one.
    const finders = await Promise.all(
      of.ids.map((patientId) =>
        Finder.for(db, {
          filter: { patientId, from, action },
          onlyCases: false,
          withheld: nothingWithheld,
          actions,
        }),
      ),
    )
    const events: AuditEvent[] = []
    let last = edge
    let more = true
    for (let page = 0; page < mostPages && more && events.length < limit; page++) {
      const found = await newestOf(finders, limit, last)
      more = found.length === limit
      const records = await recordsOfGrants(db.read, found.flatMap(grantOf))
      // By a grant of another's record: what this patient did for somebody is no look at theirs.
      const isOthers = (event: AuditEvent) =>
        grantOf(event).some((one) => records.has(one) && !of.ids.includes(records.get(one)!))
      for (const event of found) {
        if (events.length === limit) break
        last = event
        if (!isOwn(ctx, event) && !isOthers(event)) events.push(event)
      }
    }
    const names = await namesOfStaff(
      db.read,
      events.flatMap(({ actorType, actorId }) => (actorType === 'staff' && actorId ? [actorId] : [])),
    )
    const { language } = ctx
    return {
      reply: {
        since: from,
        next: (more || events.length === limit) && last ? last.id : null,
        rows: events.map((event) => ({
          id: event.id,
          at: event.at,
          who:
            event.actorType === 'patient'
              ? byPatient(event, language)
              : (ownAccessNames > 0 && names.get(event.actorId ?? '')) ||
                actorTexts[event.actorType][language],
          role: roleTexts[event.actorRole as keyof typeof roleTexts]?.[language] ?? null,
          what: actions.get(event.action)?.words[language] ?? event.action,
        })),
      },
      seen: { ...aboutRecord(of), detail: { ...of.detail, rows: events.length } },
    }
  },
})

/** The newest events of several searches that are older than one, each once. */
async function newestOf(
  finders: readonly Finder[],
  most: number,
  beyond?: AuditEvent,
): Promise<AuditEvent[]> {
  const pages = await Promise.all(finders.map((finder) => finder.page(true, most, beyond)))
  const all = new Map(pages.flat().map(({ event }) => [event.id, event]))
  const older = (a: AuditEvent, b: AuditEvent) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? 1 : -1)
  return [...all.values()].sort(older).slice(0, most)
}

/** The proxy access by which a patient acted for another. */
const grantOf = ({ actorType, detail }: AuditEvent): string[] =>
  actorType === 'patient' && typeof detail?.proxyGrant === 'string' ? [detail.proxyGrant] : []

/** An app by the name under which it was allowed; of a proxy’s both. */
function byPatient({ detail }: AuditEvent, language: Language): string {
  const t = pageWords[language]
  const app = detail?.appName === undefined ? [] : [`${t.app} ${detail.appName}`]
  return [...(detail?.proxyGrant === undefined ? [] : [t.yourProxy]), ...app].join(', ')
}

/** What whoever asks did, and what the patient did, be it by the login of a record that was merged. What an app read is the app’s. */
const isOwn = ({ actor }: PatientCtx, event: AuditEvent) =>
  event.actorType === 'patient' &&
  event.detail?.appName === undefined &&
  (event.actorId === actor.id || event.detail?.proxyGrant === undefined)
