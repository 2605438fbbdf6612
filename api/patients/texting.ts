/**
 * A telephone number as a gateway dials it (E.164): as it stands where it says its country, else as one of North America, which
 * is what is on file without a country (2026-11-26). Nothing where it has an extension or cannot be such a number.
 */
export function dialable(phone: string): string | undefined {
  const said = phone.trim()
  if (!/^\+?[\d\s().\-–/]+$/.test(said)) return undefined
  const digits = said.replace(/\D/g, '')
  if (said.startsWith('+')) return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : undefined
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
  return /^[2-9]\d{9}$/.test(national) ? `+1${national}` : undefined
}
