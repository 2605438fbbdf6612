import { createReadStream, readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { createGunzip, gunzip } from 'node:zlib'
import type { GivenVisit } from '../patients/saveVisits.ts'
import type { SourceItem, SourcePatient } from './records.ts'

/** The parts of FHIR R4 that are read; everything may be absent, since it comes from outside. */
interface Resource {
  resourceType?: string
  id?: string
  identifier?: { system?: string; value?: string; type?: { coding?: { code?: string }[] } }[]
  name?: { use?: string; family?: string; given?: string[]; text?: string }[]
  telecom?: { system?: string; value?: string }[]
  gender?: string
  birthDate?: string
  deceasedDateTime?: string
  deceasedBoolean?: boolean
  address?: { line?: string[]; city?: string; state?: string; postalCode?: string; use?: string }[]
  communication?: { language?: { coding?: { code?: string }[] } }[]
  extension?: { url?: string; extension?: { url?: string; valueString?: string }[] }[]
  generalPractitioner?: Reference[]
  subject?: Reference
  period?: { start?: string }
  participant?: { individual?: Reference }[]
  serviceProvider?: Reference
}
interface Reference {
  reference?: string
  display?: string
}

// Identifiers the desk has no use for are not taken in: minimum necessary (45 CFR 164.514(d)).
const leftOut = new Set(['SS', 'DL', 'PPN', 'SB'])
const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-'

function filesBelow(target: string, pattern: RegExp): string[] {
  if (!statSync(target).isDirectory()) return [target]
  return readdirSync(target, { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => path.join(target, name))
}

/** Reads FHIR R4 Bundles, one or many to a folder, plain or gzipped; a Bundle's Encounters become visits. */
export async function* readFhirBundles(target: string): AsyncGenerator<SourceItem> {
  for (const file of filesBelow(target, /\.json(\.gz)?$/)) {
    const at = { file: path.basename(file), line: 1 }
    let entries: { fullUrl?: string; resource?: Resource }[]
    try {
      const bytes = await readFile(file)
      const json = JSON.parse(
        (file.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes).toString('utf8'),
      )
      if (json?.resourceType !== 'Bundle' || !Array.isArray(json.entry)) throw new Error('not a Bundle')
      entries = json.entry
    } catch (error) {
      yield {
        ...at,
        fault:
          error instanceof SyntaxError
            ? 'is not valid JSON'
            : error instanceof Error && error.message === 'not a Bundle'
              ? 'is not a FHIR Bundle'
              : 'cannot be read',
      }
      continue
    }
    const encounters = entries
      .map((e) => e.resource)
      .filter((r) => r?.resourceType === 'Encounter') as Resource[]
    for (const [index, { fullUrl, resource }] of entries.entries()) {
      if (resource?.resourceType !== 'Patient') continue
      const own = new Set([fullUrl, `Patient/${resource.id}`, `urn:uuid:${resource.id}`])
      const visits = encounters.filter((e) => own.has(e.subject?.reference)).flatMap(toEncounter)
      yield { ...at, line: index + 1, patient: toPatient(resource, visits) }
    }
  }
}

/** Reads bulk FHIR: Patient resources, one JSON document a line, in files that may be gzipped. */
export async function* readFhirNdjson(target: string): AsyncGenerator<SourceItem> {
  for (const file of filesBelow(target, /patient[^/]*\.ndjson(\.gz)?$/i)) {
    const source = createReadStream(file)
    const input = file.endsWith('.gz') ? source.pipe(createGunzip()) : source
    let line = 0
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++
      if (text.trim() === '') continue
      const at = { file: path.basename(file), line }
      let resource: Resource
      try {
        resource = JSON.parse(text)
      } catch {
        yield { ...at, fault: 'is not valid JSON' }
        continue
      }
      if (resource?.resourceType !== 'Patient') yield { ...at, fault: 'is not a Patient resource' }
      else yield { ...at, patient: toPatient(resource, []) }
    }
  }
}

function toPatient(r: Resource, encounters: GivenVisit[]): SourcePatient {
  const names = list(r.name)
  const main = names.find((n) => n.use === 'official') ?? names.find((n) => n.use === 'usual') ?? names[0]
  const identifiers = list(r.identifier).filter(
    (i) =>
      i.value &&
      !list(i.type?.coding).some((c) => leftOut.has(c.code ?? '')) &&
      !/passport|us-ssn/i.test(i.system ?? ''),
  )
  const record = identifiers.find((i) => list(i.type?.coding).some((c) => c.code === 'MR')) ?? identifiers[0]
  const address = list(r.address).find((a) => a.use !== 'old') ?? list(r.address)[0]
  const telecom = (system: string) =>
    list(r.telecom).flatMap((t) => (t.system === system && t.value ? [t.value] : []))
  const doctor = list(r.generalPractitioner).find((g) => g.reference && g.display)
  return {
    mrn: record?.value ?? r.id,
    identifiers: identifiers
      .filter((i) => i !== record)
      .map((i) => ({ system: i.system ?? 'urn:unknown', value: i.value! })),
    familyName: main?.family,
    givenName: list(main?.given).join(' ') || undefined,
    otherNames: names.flatMap((n) => (n !== main && n.family && n.family !== main?.family ? [n.family] : [])),
    birthDate: r.birthDate,
    sex: r.gender,
    language: list(r.communication)[0]?.language?.coding?.[0]?.code,
    race: usCoreText(r, 'race'),
    ethnicity: usCoreText(r, 'ethnicity'),
    street: list(address?.line)[0],
    city: address?.city,
    state: address?.state,
    postalCode: address?.postalCode,
    phones: telecom('phone'),
    emails: telecom('email'),
    deceasedAt: r.deceasedDateTime,
    primaryProvider: doctor && { externalId: doctor.reference!, name: doctor.display! },
    encounters,
  }
}

function toEncounter(r: Resource): GivenVisit[] {
  const startedAt = r.period?.start
  if (!r.id || !startedAt || Number.isNaN(Date.parse(startedAt))) return []
  const named = (ref: Reference | undefined) =>
    ref?.reference && ref.display ? { externalId: ref.reference, name: ref.display } : undefined
  return [
    {
      externalId: r.id,
      startedAt,
      provider: named(list(r.participant)[0]?.individual),
      clinic: named(r.serviceProvider),
    },
  ]
}

const list = <T>(value: T[] | undefined): T[] => (Array.isArray(value) ? value : [])

function usCoreText(r: Resource, name: string): string | undefined {
  const found = list(r.extension).find((e) => e.url === usCore + name)
  return list(found?.extension).find((e) => e.url === 'text')?.valueString
}
