/*
 * What registries write where they know nothing. It would be one telephone, one mailbox and one street for many people: whoever
 * knows it would have a factor of each of them, and whoever owns the mailbox their links (2026-11-27).
 */

/** A number that a spreadsheet wrote as it shows it, “1.23457E+11”: its last digits are lost, and many people have it. */
export const isRounded = (cell: string): boolean => /^\d([.,]\d+)?E\+?\d+$/i.test(cell)

/** Of a table written by a program that has no empty cells, or an error of a spreadsheet. A name may be Null. */
export const isNull = (cell: string): boolean =>
  /^(\\N|NULL|#?N\/A|#(REF|VALUE|NAME|NUM|NULL|DIV\/0)[!?])$/.test(cell)

const mailboxes =
  /^(none|null|unknown|refused|declined|not-?provided|no[._-]?e?-?mail(address)?|(no|donot)[._-]?reply)$/i
const domains = /^(none|null|no-?e?mail|na|nowhere|refused|declined|unknown)\.\w+$/i

const streets =
  /^(unknown|none|null|n\/?a|refused|declined|homeless|undomiciled|no (known |fixed |permanent )?(street|address|abode)|same|x+|\.+)$/i
/** “PCP, No”, “Provider Not In System”: a caller who has no doctor would name theirs. */
const providers =
  /\b(pcp|unknown|unassigned|none|not in system|no (primary|provider|physician|doctor))\b|(provider|physician|doctor), no\b/i

export function isPlaceholder(system: 'phone' | 'email' | 'street' | 'provider', value: string): boolean {
  if (system === 'street') return streets.test(value.trim())
  if (system === 'provider') return providers.test(value)
  if (system === 'email') {
    const at = value.lastIndexOf('@')
    return mailboxes.test(value.slice(0, at).trim()) || domains.test(value.slice(at + 1).trim())
  }
  const digits = value.replace(/\D/g, '')
  return /^1?(\d)\1{9}$/.test(digits) || /^(\d)\1*$/.test(digits) || /^1?1234567890$/.test(digits)
}
