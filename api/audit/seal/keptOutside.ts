import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sameText } from '../../core/access/sameText.ts'
import type { Desk } from '../../core/context.ts'
import { replaceFile } from '../../core/replaceFile.ts'
import { anchorFolders } from './anchors.ts'

/** A fact that is kept outside the database, with the time from which it is, ISO 8601. */
interface Dated {
  at: string
}

/** In DATA_DIR alone, or beside the anchors too, where other nodes find it: a share may be write-once, so nothing often. */
type Where = 'here' | 'everywhere'

const places = (desk: Desk, name: string, where: Where): string[] =>
  [desk.config.dataDir, ...(where === 'here' ? [] : anchorFolders(desk))].map((folder) =>
    path.join(folder, `${name}.txt`),
  )

/**
 * Keeps a fact where no row of the database can say it: whoever writes there could else call a verification off, or show a log as
 * verified that never was. It carries a MAC by a key that is not in the database. A folder that cannot be written is told and
 * passed over.
 */
export function keepOutside(desk: Desk, name: string, fact: Dated, where: Where): void {
  const text = JSON.stringify(fact)
  for (const file of places(desk, name, where))
    try {
      replaceFile(file, `${text}\n${desk.keys.mac(name, text)}\n`)
    } catch (error) {
      desk.log.error({ job: 'audit-verify', error: (error as NodeJS.ErrnoException).code }, 'not kept')
    }
}

/** The newest of what is kept; what does not carry our MAC is nobody's word. */
export function readOutside<T extends Dated>(desk: Desk, name: string): T | undefined {
  return places(desk, name, 'everywhere')
    .flatMap((file) => read<T>(desk, name, file) ?? [])
    .sort((a, b) => (a.at < b.at ? 1 : -1))[0]
}

function read<T>(desk: Desk, name: string, file: string): T | undefined {
  try {
    const [text = '', mac = ''] = readFileSync(file, 'utf8').split('\n')
    return sameText(mac, desk.keys.mac(name, text)) ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
