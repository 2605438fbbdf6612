/** Of a hundred records this many may be rejected before an import as a whole counts as failed. */
const muchRejected = 5

/**
 * Why an import failed as a whole, for whoever runs it each night; nothing for one that worked.
 * @param what what it reads, one by one: a record, a line
 */
export function failedAsWhole(
  what: string,
  { read, taken, rejected }: { read: number; taken: number; rejected: number },
): string | undefined {
  if (taken === 0) return read === 0 ? 'nothing was read' : `every ${what} was rejected`
  return rejected * 100 > read * muchRejected ? `more than ${muchRejected} % were rejected` : undefined
}
