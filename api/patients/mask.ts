import type { Proof } from './searchTerms.ts'
import { shownOfMrn } from './shownOfMrn.ts'

/** Masks keep enough to tell two values apart on a screen, never enough to read one out to a caller. */

export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, 1)}•••@${email.slice(at + 1, at + 2)}•••${/\.[^.]+$/.exec(email)?.[0] ?? ''}`
}

export function maskPhone(phone: string): string {
  return `•••${phone.replace(/\D/g, '').slice(-2)}`
}

export function maskContact({ system, value }: { system: 'phone' | 'email'; value: string }): string {
  return system === 'email' ? maskEmail(value) : maskPhone(value)
}

export function maskEnd(value: string, shown: number): string {
  return `•••${value.slice(-shown)}`
}

/** A number or an address that was asked for, as pages and lists show those of patients: all that are shown alike have one mask. */
export function maskProof({ kind, keys: [key = ''] }: Proof): string {
  if (kind === 'email') return maskEmail(key)
  return kind === 'phone' ? maskPhone(key) : maskEnd(key, shownOfMrn)
}

export function maskUsername(username: string): string {
  return username.includes('@') ? maskEmail(username) : `${username.slice(0, 1)}•••`
}
