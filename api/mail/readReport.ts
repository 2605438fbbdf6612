/** What a server says of a mail that it took, or another took from it (RFC 3464). */
export interface MailReport {
  /** Our own mail's id; nothing where the report names none of ours. */
  mailId: string | undefined
  /** What became of it: only `failed` ends it. */
  action: string
  /** Of RFC 3463, as `5.1.1`; nothing where none is said. */
  status: string | undefined
}

const ourId = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/
const messageId = new RegExp(`<${ourId.source}@portal-desk>`)

/*
 * Read here and not by a library (2026-11-27): the part for machines is plain ASCII by its RFC, and of the rest only one id is
 * wanted. A reader of every mail there is takes 7 MB, and opens attachments and HTML that anybody may send to this address.
 */

/**
 * Reads a report of delivery.
 * @param raw a whole message as it came (RFC 5322), of which characters beyond ASCII may be broken
 * @returns nothing where it is no such report, but an answer of a person or of a machine
 */
export function readReport(raw: string): MailReport | undefined {
  const message = partOf(raw.replaceAll('\r\n', '\n'))
  const type = message.fields.get('content-type') ?? ''
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type)
  if (!/^multipart\/report\b/i.test(type) || !boundary) return undefined
  const parts = `\n${message.body}`
    .split(`\n--${boundary[1] ?? boundary[2]}`)
    .slice(1)
    .map((part) => partOf(part.replace(/^.*\n/, '')))
  const said = parts.find(({ fields }) =>
    /^message\/(global-)?delivery-status\b/i.test(fields.get('content-type') ?? ''),
  )
  if (!said) return undefined
  const [about, ...recipients] = said.body
    .trim()
    .split(/\n\s*\n/)
    .map(fieldsOf)
  // A mail of ours has one recipient; a list that it was passed on to may have many, of which one that failed is told.
  const recipient = recipients.find((one) => /^failed\b/i.test(one.get('action') ?? '')) ?? recipients[0]
  if (!recipient) return undefined
  const named = ourId.exec(about?.get('original-envelope-id') ?? '') ?? messageId.exec(message.body)
  return {
    mailId: named?.[1],
    action: (recipient.get('action') ?? '').trim().toLowerCase(),
    status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(recipient.get('status') ?? '')?.[0],
  }
}

function partOf(text: string): { fields: Map<string, string>; body: string } {
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n')
  return end < 0
    ? { fields: fieldsOf(text), body: '' }
    : { fields: fieldsOf(text.slice(0, end)), body: text.slice(end) }
}

/** Fields by their names in small letters, each on one line; of several of one name the first. */
function fieldsOf(head: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (name && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}
