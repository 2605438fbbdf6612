import { domainToASCII } from 'node:url'
import { z } from 'zod'
import { isPhone } from '../../core/phone.ts'
import type { GivenContact } from '../../patients/record.ts'
import { endedAt } from '../../patients/saveContacts.ts'
import type { ReadRules, SourcePatient, Warn } from '../records.ts'
import { hasBegun, isOver, type Json, list, part, text, texts } from './resource.ts'

const phones = new Set(['phone', 'sms'])
/** What FHIR knows besides, and nobody is reached by here. */
const others = new Set(['fax', 'pager', 'url', 'other'])

/** Telephones and e-mail addresses in the source's order; those that ended are kept as former ones. */
export function contactsOf(patient: Json, { today, home }: ReadRules, warn: Warn): GivenContact[] {
  return list(patient.telecom)
    .flatMap((telecom): GivenContact[] => {
      const said = text(telecom.value)
      const system = text(telecom.system)
      if (!said) return []
      if (!system || !(phones.has(system) || system === 'email')) {
        if (!system || !others.has(system)) warn('telecom', 'does not say what it is; it was left out')
        return []
      }
      if (!hasBegun(telecom, today)) {
        warn('telecom', 'is not in use yet')
        return []
      }
      const over = isOver(telecom, today)
      const place = text(telecom.rank)
      const rank = place && /^\d{1,6}$/.test(place) ? Number(place) : null
      const ended = over ? { endedAt: endedAt(text(part(telecom.period, 'end'))) } : {}
      if (system === 'email') {
        const value = readEmail(said)
        if (value) return [{ system, value, rank, ...ended }]
        warn('email', 'must be an email address')
        return []
      }
      const value = said.replace(/^(tel|sms):(\/\/)?/i, '').split(';')[0]!
      const texts = system === 'sms' || telecom.use === 'mobile' ? { takesTexts: true as const } : {}
      if (!isPhone(value, home))
        warn('phone', 'is no number of the home country, nor one with its country code; it was kept as text')
      return [{ system: 'phone', value, rank, ...texts, ...ended }]
    })
    .sort((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) || 0)
}

const ascii = z.email().max(254)

/** An e-mail address, also of a domain or a mailbox in other letters than Latin (RFC 6531). */
export function readEmail(said: string): string | undefined {
  const value = said.replace(/^mailto:/i, '').trim()
  const at = value.lastIndexOf('@')
  const [mailbox, domain] = [value.slice(0, at), domainToASCII(value.slice(at + 1))]
  if (at < 1 || !domain || value.length > 254) return undefined
  const plain = mailbox.replace(/[\p{L}\p{M}\p{N}]/gu, 'x')
  return ascii.safeParse(`${plain}@${domain}`).success ? value : undefined
}

type Address = Pick<SourcePatient, 'street' | 'city' | 'state' | 'postalCode' | 'country'>

/** Where a person lives: a home that has not ended before other addresses, of those in use now. */
export function addressOf(patient: Json, { today }: ReadRules, warn: Warn): Address {
  const current = list(patient.address).filter(
    (address) => !isOver(address, today) && hasBegun(address, today) && address.use !== 'billing',
  )
  const lives = current.filter((address) => address.use !== 'temp' && address.use !== 'work')
  const address =
    lives.find((one) => one.use === 'home' && one.type !== 'postal') ??
    lives.find((one) => one.type !== 'postal') ??
    lives[0] ??
    current[0]
  if (!address) return { street: null, city: null, state: null, postalCode: null }
  const lines = texts(address.line)
  const said = text(address.text)
  if (lines.length === 0 && said && !text(address.city)) {
    warn('address', 'is in text only; it was kept as the street')
    return { street: said.replace(/\s*\n\s*/g, ', '), city: null, state: null, postalCode: null }
  }
  return {
    street: lines.join(', ') || null,
    city: text(address.city) ?? null,
    state: text(address.state) ?? null,
    postalCode: text(address.postalCode) ?? null,
    country: text(address.country) ?? null,
  }
}
