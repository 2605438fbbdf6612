import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import Ajv from 'ajv'
import { expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { openPortalSession } from '../../api/logins/sessions.ts'
import { houseForTests } from '../support/harness.ts'
import { anAccount, must } from '../support/people.ts'
import { temporaryFolder } from '../support/templates.ts'

/*
 * What a patient takes along, and what apps read of all of it, by the whole official schema of R4, for people as Synthea makes them.
 * Some by the check, where they are at hand; all 615 by
 * `SYNTHEA_PEOPLE=1000 npx vitest run --project "api on sqlite" tests/fhir/exports.sqlite.test.ts`.
 */
const shared = path.resolve(import.meta.dirname, '../../../shared/data')
const official = path.join(shared, 'fhir/conformance/fhir.schema.json.gz')
const bundles = path.join(shared, 'synthea/fhir-r4-bundles')
const people = Number(process.env.SYNTHEA_PEOPLE ?? 2)
/** Brought in, read and forgotten together. */
const together = 20

const house = houseForTests()

/** What the official schema says against a resource, a Bundle without what is in it. */
function judges() {
  const judge = new Ajv({
    schemaId: '$id',
    meta: false,
    nullable: true,
    unknownFormats: 'ignore',
    logger: false,
  })
  judge.addMetaSchema(createRequire(import.meta.url)('ajv/lib/refs/json-schema-draft-06.json'))
  judge.addSchema(JSON.parse(gunzipSync(readFileSync(official)).toString()), 'r4')
  const compiled = new Map<string, ReturnType<typeof judge.compile>>()
  return (one: any): unknown[] => {
    const type: string = one.resourceType
    const valid = compiled.get(type) ?? judge.compile({ $ref: `r4#/definitions/${type}` })
    compiled.set(type, valid)
    return valid(one) ? [] : [type, one.id, valid.errors?.slice(0, 2)]
  }
}

it.runIf(existsSync(official) && existsSync(bundles))(
  'every resource that a patient takes along, or an app reads, is valid by the whole official schema',
  async () => {
    const faults = judges()
    expect(faults({ resourceType: 'Observation', id: 'x' })).toHaveLength(3)
    const files = readdirSync(bundles).filter((name) => name.endsWith('.json.gz'))
    const folder = temporaryFolder()
    const known = new Set<string>()
    const found: unknown[] = []
    let resources = 0
    for (let from = 0; from < Math.min(people, files.length); from += together) {
      const at = path.join(folder, String(from))
      mkdirSync(at)
      for (const name of files.slice(from, Math.min(from + together, people)))
        symlinkSync(path.join(bundles, name), path.join(at, name))
      const ctx = systemCtx(house.desk, 'test', newId())
      await importPatients(ctx, { format: 'fhir-bundle', path: at })
      // Who died takes nothing along; here they do, so that what is held of them is judged, too.
      await house.owner.write.updateTable('patient').set({ deceased_at: null }).execute()
      const came = (await house.rows('patient')).filter(({ id }) => !known.has(id))
      for (const { id } of came) {
        known.add(id)
        const login = await anAccount(house, { id, emails: [`${id}@example.test`], mrn: id })
        const { token } = await transact(house.desk.db, (trx) => openPortalSession(trx, ctx, login.id))
        for (const route of ['/portal/v1/records/bundle', `/fhir/R4/Patient/${id}/$everything`]) {
          const whole = must(await house.call('GET', route, undefined, { Authorization: `Bearer ${token}` }))
          const { entry, ...shell } = whole
          expect(entry.length).toBeGreaterThan(1)
          found.push(...faults({ ...shell, entry: entry.map(({ resource, ...rest }: any) => rest) }))
          for (const { resource } of entry) found.push(...faults(resource))
          resources += entry.length
        }
      }
      expect(found).toEqual([])
      rmSync(at, { recursive: true })
    }
    // Some files of the set tell of hospitals and practitioners only.
    expect(known.size).toBeGreaterThan(Math.min(people, files.length) - 4)
    if (process.env.SYNTHEA_PEOPLE) console.log(`${known.size} people, ${resources} resources`)
  },
  3_600_000,
)
