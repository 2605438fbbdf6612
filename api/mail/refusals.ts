/** Refusals of a recipient that, without a status beside them, say that there is no such mailbox (RFC 5321, 4.2.3). */
const noMailbox = new Set([550, 551, 553])

/**
 * Whether a refusal for good is of the address and not of this mail, its sender, or a mailbox that is full: nothing else need be
 * sent there.
 * @param status of RFC 3463, `5.1.1`, where the server said one; it knows better than the number before it
 * @param code SMTP's, of a recipient
 */
export function ofTheAddress(status: string | undefined, code?: number): boolean {
  if (status !== undefined) return /^5\.(1\.(?![78]$)\d+|2\.1)$/.test(status)
  return code !== undefined && noMailbox.has(code)
}
