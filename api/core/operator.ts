import { readlinkSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'

/** Who sits at the command line: what the log says of each event a command records, since it has no account of ours. */
export interface Operator {
  user: string
  /** The terminal, or what stands in its place. */
  tty: string
  host: string
}

/** By the system's own word; who became another by sudo is named behind them. */
export function operatorHere(env: Readonly<Record<string, string | undefined>>): Operator {
  return {
    user: [nameHere(), env.SUDO_USER].filter(Boolean).join(' by '),
    tty: terminalHere(),
    host: hostname(),
  }
}

function nameHere(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run as a number without a name.
    return `uid ${process.getuid?.() ?? '?'}`
  }
}

function terminalHere(): string {
  if (!process.stdin.isTTY) return 'none'
  try {
    return readlinkSync('/proc/self/fd/0')
  } catch {
    return 'a terminal'
  }
}
