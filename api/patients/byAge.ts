import type { PolicyOf } from '../core/policy.ts'
import type { patientsPolicy } from './policy.ts'
import type { ProxyGrantRow } from './tables.ts'

/**
 * What becomes of access that was granted while the patient was a minor, at an age: a parent sees all of a child's record, part
 * of a teenager's, and none of an adult's. What the teenager agreed to stays until they are an adult. No paper outlives the
 * minority it was seen in: a power of attorney or a guardianship of an adult is about an adult, and is granted once they are
 * one. Who was born on February 29 turns on March 1 of other years, as by the common law the day itself has to
 * be reached; of a birth date without day or month the earliest counts, since access that ends early harms least (2026-11-26).
 */
export function byAge(
  grant: Pick<ProxyGrantRow, 'access' | 'for_minor' | 'assented_at'>,
  age: number,
  {
    teenAge,
    parentAccessEndsAge,
    adultAge,
  }: Pick<PolicyOf<typeof patientsPolicy>, 'teenAge' | 'parentAccessEndsAge' | 'adultAge'>,
): 'stays' | 'limited' | 'age-policy' | 'turned-adult' {
  if (!grant.for_minor || age < Math.min(teenAge, adultAge)) return 'stays'
  if (age >= adultAge) return 'turned-adult'
  if (grant.assented_at) return 'stays'
  if (age >= parentAccessEndsAge) return 'age-policy'
  return grant.access === 'limited' ? 'stays' : 'limited'
}
