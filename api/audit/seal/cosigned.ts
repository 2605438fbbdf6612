import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Desk } from '../../core/context.ts'
import { replaceFile } from '../../core/replaceFile.ts'
import { anchorFolders, anchorName } from './anchors.ts'
import { type Checkpoint, openCheckpoint, parseVerifierKey } from './checkpoint.ts'
import { cosigning, openCosignature } from './cosignature.ts'
import type { Trust } from './formerKeys.ts'
import { epochOf } from './head.ts'

/** A checkpoint with the cosignature of a witness, as it is kept. */
export interface Cosigned extends Checkpoint {
  note: string
  witness: string
  /** When it was cosigned. */
  at: Date
}

/* Of each witness the last of every hour is kept, in DATA_DIR and beside the anchors: 2026-11-27T20-1a2b3c4d-epoch-1-size-000000000150.txt */
const names = /^(\d{4}-\d\d-\d\dT\d\d)-([0-9a-f]{8})-epoch-(\d+)-size-(\d{12,})\.txt$/

const folders = (desk: Desk) =>
  [desk.config.dataDir, ...anchorFolders(desk)].map((folder) => path.join(folder, 'cosigned'))

const idOf = (verifierKey: string) => parseVerifierKey(verifierKey, cosigning).id.toString('hex')

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    // None was cosigned yet, or the folder is away for a while.
    return []
  }
}

/** Keeps a cosigned checkpoint; a folder that cannot be written is told and passed over. */
export function keepCosigned(desk: Desk, verifierKey: string, note: string, size: number, at: Date): void {
  const begins = `${at.toISOString().slice(0, 'YYYY-MM-DDTHH'.length)}-${idOf(verifierKey)}-`
  const name = `${begins}${anchorName({ epoch: epochOf(note.split('\n')[0]!), size })}`
  for (const folder of folders(desk))
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      replaceFile(path.join(folder, name), note)
      removeBefore(folder, begins, name)
    } catch (error) {
      desk.log.error({ job: 'audit-witness', error: (error as NodeJS.ErrnoException).code }, 'not kept')
    }
}

/** A share may be write-once: all of the hour's stay there. */
function removeBefore(folder: string, begins: string, name: string): void {
  for (const other of namesIn(folder))
    if (other.startsWith(begins) && other < name && names.test(other))
      try {
        rmSync(path.join(folder, other))
      } catch {
        return
      }
}

interface Wanted {
  epoch?: number
  /** Of more events than the first, and no more than the second. */
  over?: number
  upTo?: number
  witness?: string
  /** Only the newest. */
  last?: true
}

/**
 * What the configured witnesses cosigned, the newest first. What does not carry both signatures is nobody's word, and is passed over: what
 * was taken away shows in what the witness says next.
 */
export function cosignedBy(desk: Desk, trust: Trust, wanted: Wanted = {}): Cosigned[] {
  const { epoch, over = -1, upTo = Number.POSITIVE_INFINITY, witness, last } = wanted
  const found = new Map<string, Cosigned>()
  const keys = new Map(desk.config.audit.witnesses.map(({ verifierKey }) => [idOf(verifierKey), verifierKey]))
  const files = folders(desk)
    .flatMap((folder) => namesIn(folder).map((name) => ({ folder, name, parts: names.exec(name) })))
    .sort((a, b) => (a.name < b.name ? 1 : -1))
  for (const { folder, name, parts } of files) {
    const [, , id = '', ofEpoch, size] = parts ?? []
    const verifierKey = keys.get(id)
    if (verifierKey === undefined || found.has(name) || (witness && verifierKey !== witness)) continue
    if (Number(size) <= over || Number(size) > upTo || (epoch !== undefined && Number(ofEpoch) !== epoch))
      continue
    try {
      const note = readFileSync(path.join(folder, name), 'utf8')
      const checkpoint = openCheckpoint(note, trust(note.split('\n')[0] ?? ''))
      const { at } = openCosignature(note, note, verifierKey, desk.clock())
      found.set(name, { ...checkpoint, note, witness: verifierKey.split('+')[0]!, at })
      if (last) break
    } catch {
      // Not one of theirs, or not one of ours.
    }
  }
  return [...found.values()]
}
