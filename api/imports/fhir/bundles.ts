import path from 'node:path'
import type { GivenVisit } from '../../patients/saveVisits.ts'
import { bytesOf, FileFault, textOf } from '../read/bytes.ts'
import { filesBelow, saidOfOthers } from '../read/files.ts'
import type { ReadRules, SourceItem, SourcePatient, Warning } from '../records.ts'
import { goneEntry, isClinical, subjectOf, toEntry } from './clinical.ts'
import { patientOf, toVisit } from './encounter.ts'
import { type Named, noteNamed, payerOf } from './named.ts'
import { toPatient } from './patient.ts'
import { baseOf, isObject, type Json, text } from './resource.ts'

interface Entry {
  entry: number
  resource: Json
  fullUrl: string | undefined
  base: string | undefined
}

/** Reads FHIR Bundles, one or many to a folder, or a Patient alone, plain or gzipped; Encounters become visits. */
export async function* readFhirBundles(target: string, rules: ReadRules): AsyncGenerator<SourceItem> {
  const below = filesBelow(target, /\.json(\.gz)?$/i)
  yield* saidOfOthers(below, '.json')
  for (const name of below.fit) {
    const file = path.basename(name)
    try {
      yield* readResource(file, await parse(name), rules)
    } catch (error) {
      if (!(error instanceof FileFault)) throw error
      yield { file, fileFault: error.message }
    }
  }
}

/** A Bundle is held as a whole. One that is larger, unpacked, than a text of this process can be is no Bundle but a trap. */
const mostBytes = 2 ** 28

async function parse(file: string): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of bytesOf(file)) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new FileFault('is larger than 256 MB; split it, or send it as NDJSON')
    chunks.push(chunk)
  }
  const said = textOf(Buffer.concat(chunks))
  if (said === undefined) throw new FileFault('is not UTF-8 text')
  try {
    return JSON.parse(said)
  } catch {
    throw new FileFault('is not valid JSON')
  }
}

function* readResource(file: string, json: unknown, rules: ReadRules): Generator<SourceItem> {
  if (isObject(json) && json.resourceType === 'Patient') {
    yield patientItem({ file, entry: 1 }, { resource: json, base: undefined }, [], new Map(), rules)
    return
  }
  if (!isObject(json) || json.resourceType !== 'Bundle') throw new FileFault('is not a FHIR Bundle')
  if (!Array.isArray(json.entry) || json.entry.length === 0)
    throw new FileFault('is a FHIR Bundle without entries')
  const entries: Entry[] = []
  for (const [index, one] of json.entry.entries()) {
    const at = { file, entry: index + 1 }
    const takenBack = isObject(one) ? goneEntry(one, rules) : undefined
    if (!isObject(one)) yield { ...at, fault: 'is not an entry of a Bundle' }
    else if (takenBack) yield { ...at, clinical: takenBack, of: { whoeverItWasSaidOf: true } }
    else if (!isObject(one.resource))
      yield { ...at, nothing: true, warnings: [{ field: 'resource', rule: 'is missing' }] }
    else if (!text(one.resource.resourceType) || one.resource.resourceType === 'Bundle')
      yield { ...at, nothing: true, warnings: [{ field: 'resourceType', rule: 'is none that is read here' }] }
    else
      entries.push({
        entry: at.entry,
        resource: one.resource,
        fullUrl: text(one.fullUrl),
        base: baseOf(one.fullUrl),
      })
  }
  yield* readEntries(file, entries, rules)
}

function* readEntries(file: string, entries: Entry[], rules: ReadRules): Generator<SourceItem> {
  const named: Named = new Map()
  for (const { resource, fullUrl } of entries) noteNamed(named, resource, fullUrl, rules)
  const patients = entries.filter(({ resource }) => resource.resourceType === 'Patient')
  const found = new Map<Entry, SourcePatient>()
  const items: SourceItem[] = []
  for (const one of patients) {
    const item = patientItem({ file, entry: one.entry }, one, [], named, rules)
    items.push(item)
    if ('patient' in item) found.set(one, item.patient)
  }
  for (const { entry, resource, base } of entries) {
    const type = text(resource.resourceType)
    const isVisit = type === 'Encounter'
    if (!isVisit && type !== 'Coverage' && !isClinical(type)) continue
    const warnings: Warning[] = []
    const warn = (field: string, rule: string) => warnings.push({ field, rule })
    const [owner, patient] = ownerOf(resource, found) ?? []
    const takenBack = !owner && isClinical(type) ? toEntry(resource, base, named, rules, () => {}) : undefined
    if (takenBack?.withdrawn)
      items.push({ file, entry, clinical: takenBack, of: { whoeverItWasSaidOf: true } })
    else if (!owner || !patient)
      warn(type === 'Coverage' ? 'beneficiary' : 'subject', 'is no patient of this Bundle')
    else if (isClinical(type)) {
      const clinical = toEntry(resource, base, named, rules, warn)
      if (clinical) {
        items.push({ file, entry, warnings, clinical, of: { entry: owner.entry } })
        continue
      }
    } else if (isVisit) patient.visits.push(...one(toVisit(resource, base, named, rules, warn)))
    else patient.payer = payerOf(resource, named, rules) ?? patient.payer
    if (warnings.length) items.push({ file, entry, nothing: true, warnings })
  }
  yield* items
}

const one = (visit: GivenVisit | undefined) => (visit ? [visit] : [])

/** Whose visit it is. A full address names the patient of that server and no other’s. */
function ownerOf(resource: Json, patients: Map<Entry, SourcePatient>): [Entry, SourcePatient] | undefined {
  const of = patientOf(subjectOf(resource))
  if (!of) return undefined
  for (const [entry, patient] of patients) {
    if ('number' in of) {
      const { system, value } = of.number
      if (patient.numbers.some((number) => number.system === system && number.value === value))
        return [entry, patient]
    } else if (
      (of.id === text(entry.resource.id) || entry.fullUrl === `urn:uuid:${of.id}`) &&
      (!of.base || !entry.base || of.base === entry.base)
    )
      return [entry, patient]
  }
  return undefined
}

/** A Patient as an item; whatever it holds ends neither the file nor the import. */
export function patientItem(
  at: { file: string; line?: number; entry?: number },
  { resource, base }: { resource: Json; base: string | undefined },
  visits: GivenVisit[],
  named: Named,
  rules: ReadRules,
): SourceItem {
  const warnings: Warning[] = []
  const warn = (field: string, rule: string) => warnings.push({ field, rule })
  return { ...at, warnings, patient: toPatient(resource, visits, base, named, rules, warn) }
}
