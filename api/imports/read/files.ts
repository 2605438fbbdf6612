import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** The files of a folder, or the one file, whose names fit, in the order of their names; and those that do not. */
export function filesBelow(target: string, pattern: RegExp): { fit: string[]; others: string[] } {
  if (!statSync(target).isDirectory()) return { fit: [target], others: [] }
  const files = readdirSync(target, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(target, name))
    .filter((file) => statSync(file).isFile())
    .sort()
  return {
    fit: files.filter((file) => pattern.test(file)),
    others: files.filter((file) => !pattern.test(file)),
  }
}
