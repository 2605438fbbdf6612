import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sameText } from '../../core/access/sameText.ts'
import type { Desk } from '../../core/context.ts'
import { replaceFile } from '../../core/replaceFile.ts'
import { isAddress } from './anchors.ts'
import type { FaultKind } from './faults.ts'

/** What the last verification found, as it is kept outside the database. */
export interface LastVerified {
  /** When, ISO 8601. */
  at: string
  ok: boolean
  size: number
  faults: FaultKind[]
  /** Whether the search index was gone through as well. */
  index: boolean
}

const purpose = 'audit-verified'

/** In DATA_DIR, and beside the anchors, where other nodes find it. */
const places = ({ config }: Desk): string[] =>
  [config.dataDir, ...config.checkpointTargets.filter((target) => !isAddress(target))].map((folder) =>
    path.join(folder, 'audit-verified.txt'),
  )

/**
 * Keeps when the log was verified last, and how, where no row of the database can say it: whoever writes there could else call
 * off the nightly verification, or show a log as verified that never was. It carries a MAC by a key that is not in the database.
 * A folder that cannot be written is told and passed over: the event of the verification stands in the log all the same.
 */
export function keepVerified(desk: Desk, last: LastVerified): void {
  // What a thorough check found is not taken back by a lighter one.
  const before = lastVerified(desk)
  if (before && !before.ok && before.index && last.ok && !last.index) return
  const text = JSON.stringify(last)
  for (const file of places(desk))
    try {
      replaceFile(file, `${text}\n${desk.keys.mac(purpose, text)}\n`)
    } catch (error) {
      desk.log.error({ job: 'audit-verify', error: (error as NodeJS.ErrnoException).code }, 'not kept')
    }
}

/** The newest of what is kept; what does not carry our MAC is nobody's word. */
export function lastVerified(desk: Desk): LastVerified | undefined {
  return places(desk)
    .flatMap((file) => readKept(desk, file) ?? [])
    .sort((a, b) => (a.at < b.at ? 1 : -1))[0]
}

function readKept(desk: Desk, file: string): LastVerified | undefined {
  try {
    const [text = '', mac = ''] = readFileSync(file, 'utf8').split('\n')
    return sameText(mac, desk.keys.mac(purpose, text)) ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
