import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Ctx } from '../context.ts'
import { fill, type Said, said } from '../words.ts'
import { hashOrCompare } from './hashThreads.ts'
import { inTurn } from './inTurn.ts'

/** What is longer is no password that somebody types, and costs whoever compares it. */
const longest = 200

const common = new Set(
  readFileSync(path.join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
    .split('\n')
    .filter(Boolean),
)

// argon2id; OWASP Password Storage: 19 MiB, two passes, one lane.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

const faults = {
  short: said(
    'password-short',
    'must have at least {least} characters',
    'debe tener al menos {least} caracteres',
  ),
  long: said(
    'password-long',
    'must have at most {longest} characters',
    'debe tener como máximo {longest} caracteres',
  ),
  common: said(
    'password-common',
    'is a commonly used password, or one with characters added',
    'es una contraseña muy usada, o una con caracteres añadidos',
  ),
  repeated: said('password-repeated', 'repeats the same few characters', 'repite los mismos caracteres'),
  sequence: said('password-sequence', 'is a simple sequence', 'es una secuencia simple'),
  own: said(
    'password-own',
    'is made from your own name or address',
    'está hecha con su propio nombre o dirección',
  ),
}

/**
 * The rule a password breaks, as a phrase that follows its field's name, or undefined when it is acceptable.
 * @param least characters it must have, counted in Unicode code points
 * @param own words an attacker would try first: the person's name, address, the service's name.
 */
export function passwordFault(password: string, least: number, own: string[] = []): Said | undefined {
  const text = password.normalize('NFC')
  const length = [...text].length
  if (length < least) return fill(faults.short, { least })
  if (length > longest) return fill(faults.long, { longest })
  const lower = text.toLowerCase()
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  if (common.has(lower) || (core.length > 0 && common.has(core))) return faults.common
  if (/^(.{1,7}?)\1+.{0,6}$/u.test(lower)) return faults.repeated
  if (isSequence(lower)) return faults.sequence
  const near = own.map((word) => word.toLowerCase()).find((word) => word.length > 3 && core === word)
  if (near !== undefined) return faults.own
  return undefined
}

// Up or down by one, with 9 followed by 0 as on a keyboard.
function isSequence(text: string): boolean {
  const steps = new Set<number>()
  for (let i = 1; i < text.length; i++) steps.add(text.charCodeAt(i) - text.charCodeAt(i - 1))
  const within = (allowed: number[]) => [...steps].every((step) => allowed.includes(step))
  return within([1, -9]) || within([-1, 9]) || within([0])
}

/** Hashing waits its turn with whoever asks for it. */
function waiting<T>(ctx: Waits, work: () => Promise<T>): Promise<T> {
  const turn = () => inTurn(ctx, work)
  return ctx.uncounted ? ctx.uncounted(turn) : turn()
}

type Waits = Pick<Ctx, 'crowd' | 'isGone' | 'uncounted'>

/** @throws Busy where too many wait */
export function hashPassword(password: string, ctx: Waits = {}): Promise<string> {
  return waiting(
    ctx,
    () => hashOrCompare({ password: password.normalize('NFC'), parameters }) as Promise<string>,
  )
}

const nothing = (bytes: number) => Buffer.alloc(bytes).toString('base64').replaceAll('=', '')
/** What no password hashes to, compared as long as what one does. Hashed by a thread, it could fail, and would for good (2026-11-28). */
const decoy =
  `$argon2id$v=19$m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}` +
  `$${nothing(16)}$${nothing(32)}`

/**
 * Verifies in the same time whether or not there is a hash, so that time does not tell who has an account.
 * @throws Busy where too many wait
 */
export async function verifyPassword(
  stored: string | null | undefined,
  password: string,
  ctx: Waits = {},
): Promise<boolean> {
  const right = await waiting(ctx, () =>
    hashOrCompare({ password: password.normalize('NFC'), stored: stored ?? decoy }),
  )
  return right === true && stored != null
}
