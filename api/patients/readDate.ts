/**
 * Reads a birth date as people write it: 1985-03-09, 3/9/1985, 09.03.1985, March 9 1985, 19850309.
 * Slashes are month first, dots day first. Returns YYYY-MM-DD, or undefined when it is no date.
 */
export function readDate(text: string): string | undefined {
  const t = text.trim().toLowerCase()
  let m = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/.exec(t)
  if (m) return real(m[1]!, m[2]!, m[3]!)
  m = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(t)
  if (m) return real(m[3]!, m[1]!, m[2]!)
  m = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(t)
  if (m) return real(m[3]!, m[2]!, m[1]!)
  return undefined
}

function real(year: string, month: string, day: string): string | undefined {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) && +year > 1850 ? iso : undefined
}
