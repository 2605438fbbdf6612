import { on } from 'node:events'
import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { hospitalClock } from '../core/calendar.ts'
import { endThread } from '../core/db/endThread.ts'
import { emailKey } from '../core/normalize.ts'
import { type Checked, checkPatient } from './checkPatient.ts'
import { formats, type ImportFormat } from './formats.ts'
import { filesBelow } from './read/files.ts'
import type { ReadRules, SourceItem, SourcePatient } from './records.ts'

/** What is read, and by what: nothing but values, so that a thread can be told. */
export interface Source extends Omit<ReadRules, 'clock' | 'carried'> {
  format: ImportFormat
  path: string
  timeZone: string
  /** Gives each person without an e-mail address one, for tests: `{mrn}` is replaced. */
  emailPattern?: string | undefined
}

/** A record of a source, and of a person what the rules say of it. */
export interface ReadItem {
  item: SourceItem
  checked?: Checked
}

/** A record as it was read, with what the rules say of a person. */
export function checkItem(
  item: SourceItem,
  rules: Pick<ReadRules, 'today' | 'home' | 'mrnIssuers' | 'shortNumbered'>,
  emailPattern?: string,
): ReadItem {
  if (!('patient' in item)) return { item }
  const patient = withEmail(item.patient, emailPattern)
  return { item: { ...item, patient }, checked: checkPatient(patient, rules) }
}

/** Reads and checks a source, in its order. */
export async function* readAndCheck(source: Source): AsyncGenerator<ReadItem> {
  const rules: ReadRules = { ...source, clock: hospitalClock(source.timeZone), carried: new Set() }
  for await (const item of formats[source.format](source.path, rules))
    yield checkItem(item, rules, source.emailPattern)
}

/** Less than this is read sooner than a thread begins. */
const worthAThread = 4 * 2 ** 20
/** How many records go from thread to thread at once, and how many such wait to be written at most. */
export const together = 250
export const pagesAhead = 8

/**
 * The same, of large sources in a thread of its own that is two batches ahead and no more: to read and check is half
 * of the work, and another processor does it while this one writes (2026-11-26).
 */
export async function* readSource(source: Source): AsyncGenerator<ReadItem> {
  if (bytesBelow(source.path) < worthAThread) {
    yield* readAndCheck(source)
    return
  }
  const worker = new Worker(new URL('./readThread.ts', import.meta.url), { workerData: source })
  try {
    // An error of the thread is thrown here; when it has ended, all it sent was received.
    for await (const [page] of on(worker, 'message', { close: ['exit'] })) {
      worker.postMessage('more')
      yield* page as ReadItem[]
    }
  } finally {
    await endThread(worker)
  }
}

const anyName = /(?:)/
const bytesBelow = (target: string): number =>
  filesBelow(target, anyName).fit.reduce(
    (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )

/** Gives a person without an e-mail address one, for tests. */
function withEmail(source: SourcePatient, pattern: string | undefined): SourcePatient {
  const mrn = source.numbers[0]?.value
  if (!pattern || !mrn || source.contacts?.some(({ system }) => system === 'email')) return source
  const value = pattern.replaceAll('{mrn}', emailKey(mrn))
  return {
    ...source,
    contacts: [...(source.contacts ?? []), { system: 'email', value }],
    ...(source.kindsTold && { kindsTold: ['phone', 'email'] }),
  }
}
