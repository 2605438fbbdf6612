import { readdirSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import type { SourceItem } from '../records.ts'
import { faultOf } from './bytes.ts'

/** What is below a folder, by the order of names. */
export interface Below {
  fit: string[]
  /** Files whose names do not fit. */
  others: string[]
  /** Files and folders that could not be looked at: the others are read all the same. */
  unread: { name: string; reason: string }[]
}

/** The files of a folder, or the one file, whose names fit; and what is not read. Links are followed, each folder once. */
export function filesBelow(target: string, pattern: RegExp): Below {
  const below: Below = { fit: [], others: [], unread: [] }
  if (!statSync(target).isDirectory()) return { ...below, fit: [target] }
  const been = new Set<string>()
  const look = (name: string) => {
    try {
      const kind = statSync(name)
      if (kind.isDirectory()) {
        const real = realpathSync(name)
        if (been.has(real)) return
        been.add(real)
        for (const inside of readdirSync(name)) look(path.join(name, inside))
      } else if (kind.isFile()) (pattern.test(name) ? below.fit : below.others).push(name)
      else below.unread.push({ name, reason: 'is neither a file nor a folder' })
    } catch (error) {
      below.unread.push({ name, reason: faultOf(error).message })
    }
  }
  look(target)
  below.fit.sort()
  below.others.sort()
  return below
}

/** What is said of what lies beside the files that are read. */
export function* saidOfOthers({ others, unread }: Below, ending: string): Generator<SourceItem> {
  for (const { name, reason } of unread) yield { file: path.basename(name), fileFault: reason }
  for (const name of others)
    yield { file: path.basename(name), leftAlone: `is not read: its name does not end in ${ending}` }
}
