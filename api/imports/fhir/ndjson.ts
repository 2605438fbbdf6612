import path from 'node:path'
import { FileFault } from '../read/bytes.ts'
import { filesBelow, saidOfOthers } from '../read/files.ts'
import { linesOf } from '../read/lines.ts'
import type { Place, ReadRules, SourceItem, Warning } from '../records.ts'
import { patientItem } from './bundles.ts'
import { clinicalTypes, goneEntry, isClinical, subjectOf, toEntry } from './clinical.ts'
import { patientOf, toVisit } from './encounter.ts'
import { type Named, noteNamed, payerOf } from './named.ts'
import { calledBy, isObject, type Json, list, serverOf, text } from './resource.ts'

/** Types that are read, in the order in which their files are: who others point to comes first. */
const pointing = ['Coverage', 'Encounter', ...clinicalTypes, 'Bundle']
const order = ['Organization', 'Location', 'Practitioner', 'Patient', ...pointing]
const pointsBack = new Set(pointing)
/** What is looked for in a file: the second time through one, its faults were said before. */
type Pass = 'patients' | 'only what points back' | 'what points back again'

/**
 * Reads bulk FHIR: one resource a line, in files that may be gzipped. Patients are read with the Encounters, Coverages,
 * clinical resources, Practitioners and Organizations beside them, in files of their own or in one with all, and with the Bundles by
 * which an export says what was deleted; other types are left alone.
 */
export async function* readFhirNdjson(target: string, rules: ReadRules): AsyncGenerator<SourceItem> {
  const below = filesBelow(target, /\.ndjson(\.gz)?$|\.jsonl(\.gz)?$/i)
  yield* saidOfOthers(below, '.ndjson')
  const files = []
  for (const name of below.fit) files.push({ name, place: order.indexOf(await typeOf(name)) })
  files.sort((a, b) => a.place - b.place)
  const named: Named = new Map()
  const later: [name: string, pass: Pass][] = []
  for (const { name, place } of files) {
    if (place < 0) yield { file: path.basename(name), leftAlone: 'holds resources that are not read here' }
    else if (pointsBack.has(order[place]!)) later.push([name, 'only what points back'])
    else if (yield* readFile(name, named, rules, 'patients')) later.push([name, 'what points back again'])
  }
  for (const [name, pass] of later) yield* readFile(name, named, rules, pass)
  const types = new Set(files.map(({ place }) => order[place]))
  if (!types.has('Patient') && types.size > 0 && !(types.size === 1 && types.has('Bundle')))
    yield { file: path.basename(target), fileFault: 'holds no file of Patient resources' }
}

/** What a file holds, by its first line; by its name where that cannot be read. */
async function typeOf(file: string): Promise<string> {
  const byName = order.find((type) => new RegExp(`${type}`, 'i').test(path.basename(file))) ?? ''
  try {
    for await (const { text: line } of linesOf(file)) {
      const type = text(parsed(line)?.resourceType)
      return byName === 'Patient' ? byName : (type ?? byName) || 'Patient'
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
  }
  return byName || 'Patient'
}

function parsed(line: string | undefined): Json | undefined {
  try {
    const json: unknown = JSON.parse(line ?? '')
    return isObject(json) ? json : undefined
  } catch {
    return undefined
  }
}

/** One file: its patients, or what points back to them. @returns whether it holds something that does */
async function* readFile(
  name: string,
  named: Named,
  rules: ReadRules,
  pass: Pass,
): AsyncGenerator<SourceItem, boolean> {
  const file = path.basename(name)
  let holdsBack = false
  let line = 0
  try {
    for await (const { line: at, text: said } of linesOf(name)) {
      line = at
      const json = parsed(said)
      const type = text(json?.resourceType)
      if (pass !== 'patients' && json && type === 'Bundle') yield* goneItems({ file, line }, json, rules)
      else if (pass !== 'patients' && json && type && pointsBack.has(type))
        yield backItem({ file, line }, json, named, rules)
      else if (pass === 'what points back again') continue
      else if (!json) yield { file, line, fault: faultOf(said) }
      else if (type === 'Patient')
        yield patientItem({ file, line }, { resource: json, base: undefined }, [], named, rules)
      else if (type && pointsBack.has(type)) holdsBack = true
      else if (type && order.includes(type)) noteNamed(named, json, undefined, rules)
      else
        yield {
          file,
          line,
          nothing: true,
          warnings: [{ field: 'resourceType', rule: 'is none that is read here' }],
        }
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    if (pass !== 'what points back again') yield { file, line: line + 1, fileFault: error.message }
  }
  return holdsBack
}

const faultOf = (said: string | undefined) => {
  if (said === undefined) return 'is not UTF-8 text'
  try {
    JSON.parse(said)
    return 'is not a resource'
  } catch {
    return 'is not valid JSON'
  }
}

/** What is gone from the server (Bulk Data Access, `deleted`). */
function* goneItems(at: Place, bundle: Json, rules: ReadRules): Generator<SourceItem> {
  for (const [index, one] of list(bundle.entry).entries()) {
    const place = { ...at, entry: index + 1 }
    const clinical = goneEntry(one, rules)
    if (clinical) yield { ...place, clinical, of: { whoeverItWasSaidOf: true } }
    else
      yield {
        ...place,
        nothing: true,
        warnings: [{ field: 'request', rule: 'deletes nothing that is taken back here' }],
      }
  }
}

function backItem(at: Place, resource: Json, named: Named, rules: ReadRules): SourceItem {
  const warnings: Warning[] = []
  const warn = (field: string, rule: string) => warnings.push({ field, rule })
  const type = text(resource.resourceType)
  const isVisit = type === 'Encounter'
  const to = patientOf(subjectOf(resource))
  const of = to && ('number' in to ? to : { id: calledBy(to, serverOf(undefined, rules.source)) })
  if (!of) warn(type === 'Coverage' ? 'beneficiary' : 'subject', 'is missing')
  else if (isClinical(type)) {
    const clinical = toEntry(resource, undefined, named, rules, warn)
    if (clinical) return { ...at, warnings, clinical, of }
  } else if (isVisit) {
    const visit = toVisit(resource, undefined, named, rules, warn)
    if (visit) return { ...at, warnings, visit, of }
  } else {
    const payer = payerOf(resource, named, rules)
    if (payer) return { ...at, warnings, payer, of }
  }
  return { ...at, nothing: true, warnings }
}
