import { type RawBuilder, sql } from 'kysely'
import { generateSecret, generateURI, verifySync } from 'otplib'

/** RFC 6238 with its defaults: SHA-1, 6 digits, 30 s. */
export function newTotp(issuer: string, label: string): { secret: string; uri: string } {
  const secret = generateSecret()
  return { secret, uri: generateURI({ issuer, label, secret }) }
}

const stepSeconds = 30

/** The step of the clock that codes are made of. */
export const totpStepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / stepSeconds)

/** The time step a code is right for, or undefined. One step either side is accepted for clocks that drift. */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token: code, epoch, epochTolerance: stepSeconds })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

/** How far a step that was used may lie beyond one that is right now, by drift and by clocks of other nodes. */
const furthestSteps = 4

/**
 * Whether a step is later than the one stored as used last. One that lies far ahead was used by a clock that was wrong, and would
 * keep its owner out until that time comes (2026-11-27).
 */
export const isUnusedStep = (column: string, step: number): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(column)} < ${step} or ${sql.ref(column)} > ${step + furthestSteps})`
