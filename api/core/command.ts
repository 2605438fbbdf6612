import type { Ctx } from './context.ts'
import { Invalid } from './errors.ts'

/** What follows the command's words: `--name value`, `--flag`, or `--name value` more than once. */
export type Values = Record<string, string | boolean | string[] | undefined>

export interface Answer {
  json: unknown
  text: string
  /** The command worked and what it found is bad: the process ends with status 1. */
  bad?: boolean
}

export type Commands = Record<string, (ctx: Ctx, values: Values) => Promise<Answer>>

/** @throws Invalid when the option was not given. */
export function need(values: Values, name: string): string {
  const value = values[name]
  if (typeof value !== 'string' || value === '') throw new Invalid({ [`--${name}`]: 'is needed' })
  return value
}

/** Progress on a terminal, on one line; nothing where output goes to a file. */
export function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}`)
}

/** A line for whoever watches, beside the answer: what a command prints on standard output is its answer alone. */
export function sayAside(text: string): void {
  process.stderr.write(`${text}\n`)
}
