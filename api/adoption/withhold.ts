/*
 * Counts from 1 to 10 could point at a person. They are withheld, and with them, where a published total would give
 * one away by subtraction, the next smallest count: at least two cells of a table are hidden, or none. (Complementary
 * suppression as CMS and the statistical offices use it; zero and counts over 10 are shown.)
 */
const largestWithheld = 10

export const isSmall = (count: number) => count >= 1 && count <= largestWithheld

/** Hides small cells of one table whose total is published. Returns null where a count is withheld. */
export function withholdTable(counts: readonly number[]): (number | null)[] {
  const hidden = counts.map(isSmall)
  if (hidden.filter(Boolean).length === 1) {
    let next = -1
    for (let i = 0; i < counts.length; i++)
      if (!hidden[i] && counts[i]! > 0 && (next < 0 || counts[i]! < counts[next]!)) next = i
    if (next >= 0) hidden[next] = true
  }
  return counts.map((count, i) => (hidden[i] ? null : count))
}

export const withholdCount = (count: number) => (isSmall(count) ? null : count)

/** Hides a part of a whole when the part or what is left of the whole is small. */
export function withholdShare(numerator: number, denominator: number) {
  const hide = isSmall(numerator) || isSmall(denominator - numerator)
  return {
    numerator: hide ? null : numerator,
    denominator: withholdCount(denominator),
    share: hide || denominator === 0 ? null : numerator / denominator,
  }
}
