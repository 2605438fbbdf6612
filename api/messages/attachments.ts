import { spend } from '../core/access/throttle.ts'
import { minutesOfADay, secondsOfADay } from '../core/calendar.ts'
import type { PatientCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { Invalid, TooMany } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import type { PatientVault } from '../core/vault/vault.ts'
import type { AttachmentType } from './lists.ts'
import { messagesPolicy } from './policy.ts'
import type { ThreadRow } from './tables.ts'
import { partAt } from './thread.ts'
import { notBase64, notThatType, tooLargeFile, tooManyAttachments } from './words.ts'

export interface Attached {
  name: string
  mediaType: AttachmentType
  content: string
}

const bytesOf = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex')
const begins: Record<AttachmentType, Buffer> = {
  'application/pdf': Buffer.from('%PDF-'),
  'image/jpeg': bytesOf('ff d8 ff'),
  'image/png': bytesOf('89 50 4e 47 0d 0a 1a 0a'),
}
const ends: Record<AttachmentType, Buffer> = {
  'application/pdf': Buffer.from('%%EOF'),
  'image/jpeg': bytesOf('ff d9'),
  'image/png': bytesOf('49 45 4e 44 ae 42 60 82'),
}
/**
 * What a PDF does by itself when it is opened. Where it opens at is a list, which many programs write into each of theirs; and a key of
 * two letters stands by chance in a picture of megabytes, so that it counts only before a script (2026-11-28).
 */
const runs = /\/(?:JavaScript|Launch|EmbeddedFile)\b|\/OpenAction\b(?!\s*\[)|\/JS\s*(?:[(<]|\d+\s+\d+\s+R\b)/
/** What some programs write after the end of a file. */
const mostAfterEnd = 1024

/**
 * Whether bytes are what they are said to be: they begin and end as such a file does, and hide nothing long behind it, so that what
 * passes as a picture is no page. No file is looked through for what is wrong with it: whoever opens one has a scanner (2026-11-27).
 */
function isOfType(type: AttachmentType, bytes: Buffer): boolean {
  if (!bytes.subarray(0, begins[type].length).equals(begins[type])) return false
  const end = bytes.lastIndexOf(ends[type])
  if (end < 0 || bytes.length - end - ends[type].length > mostAfterEnd) return false
  return type !== 'application/pdf' || !runs.test(bytes.toString('latin1'))
}

const endings: Record<AttachmentType, readonly [usual: string, ...others: string[]]> = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
}

/**
 * Only a file's own name, without what a path or a header is made of, and with the ending of its type: a page that begins as a PDF
 * would be run as a page by whoever opens what they saved, where its name said so.
 */
function plainName(name: string, type: AttachmentType): string {
  const own = name
    .split(/[/\\]/)
    .at(-1)!
    .replace(/["';\r\n]/g, '')
    .replace(/[\s.]+$/, '')
    .trim()
  const [ending, ...others] = endings[type]
  const ends = [ending, ...others].some((one) => own.toLowerCase().endsWith(one) && own.length > one.length)
  return ends ? own : `${own.replace(/^\.+[^.]*$/, '') || 'file'}${ending}`
}

/** @throws Invalid naming the one that is not as it says, TooMany */
export async function keepAttachments(
  trx: Trx,
  ctx: PatientCtx,
  vault: PatientVault,
  thread: Pick<ThreadRow, 'id' | 'patient_id' | 'clinic_id'>,
  messageId: string,
  attached: readonly Attached[],
): Promise<void> {
  if (attached.length === 0) return
  const { attachmentKilobytes, attachmentsADay } = await readPolicy(trx, messagesPolicy)
  for (const [i, { name, mediaType, content }] of attached.entries()) {
    const field = `attachments.${i}.content`
    const bytes = Buffer.from(content, 'base64')
    if (bytes.toString('base64').replace(/=+$/, '') !== content.replace(/=+$/, ''))
      throw new Invalid({ [field]: notBase64 })
    if (bytes.length > attachmentKilobytes * 1024) throw new Invalid({ [field]: tooLargeFile })
    if (!isOfType(mediaType, bytes)) throw new Invalid({ [field]: notThatType })
    const limit = { key: `attachments:${thread.patient_id}`, most: attachmentsADay, minutes: minutesOfADay }
    if (!(await spend(trx, ctx, limit))) throw new TooMany(tooManyAttachments, secondsOfADay)
    const id = newId()
    const sealed = (column: 'name' | 'content', value: string) =>
      vault.seal(partAt(thread, messageId, id, column), value)
    await trx
      .insertInto('message_attachment')
      .values({
        id,
        message_id: messageId,
        thread_id: thread.id,
        patient_id: thread.patient_id,
        media_type: mediaType,
        bytes: bytes.length,
        name: sealed('name', plainName(name, mediaType)),
        content: sealed('content', bytes.toString('base64')),
      })
      .execute()
  }
}
