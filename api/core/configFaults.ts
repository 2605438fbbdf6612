import { readFileSync } from 'node:fs'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/

export function isLoopback(host: string): boolean {
  return loopback.test(host)
}

/** Every fault of the environment at once, one sentence each. */
export class ConfigError extends Error {
  readonly faults: string[]
  constructor(faults: string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

/** A secret that stands in the environment, or in a file that it names. */
export function secretIn(e: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const file = e[`${name}_FILE`] as string | undefined
  if (file === undefined) return e[name] as string | undefined
  if (e[name] !== undefined) throw new ConfigError([`${name}_FILE: must not be set beside ${name}`])
  return fileIn(e, `${name}_FILE`)?.trim()
}

/** What stands in a file that the environment names. */
export function fileIn(e: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const file = e[name] as string | undefined
  if (file === undefined) return undefined
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ConfigError([`${name}: must name a file that can be read`])
  }
}

export function mustBeSafe(name: string, url: string, why: string): void {
  const { protocol, hostname } = new URL(url)
  if (protocol === 'http:' && !isLoopback(hostname))
    throw new ConfigError([`${name}: must be https unless it is this machine; ${why}`])
}
