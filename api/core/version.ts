import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The product's version, as it was installed. */
export const { version } = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8'),
) as { version: string }
