import { readdirSync } from 'node:fs'
import path from 'node:path'
import { FileFault } from '../read/bytes.ts'
import { type CsvRow, rowsOf } from '../read/csv.ts'
import type { Place } from '../records.ts'

/** The file of a table in a folder, whatever the case of its name, packed or not. */
export function fileOf(folder: string, table: string): string | undefined {
  const wanted = new RegExp(`^${table}\\.csv(\\.gz)?$`, 'i')
  const name = readdirSync(folder).find((one) => wanted.test(one))
  return name && path.join(folder, name)
}

/** The rows of a table of a folder; none where it is not there. A file that cannot be read on says so at its end. */
export async function* tableOf(
  folder: string,
  table: string,
): AsyncGenerator<CsvRow | (Place & { fileFault: string })> {
  const file = fileOf(folder, table)
  if (!file) return
  try {
    yield* rowsOf(file)
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    yield { file: path.basename(file), fileFault: error.message }
  }
}
