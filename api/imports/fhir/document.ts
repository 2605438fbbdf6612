import type { Entry } from '../../records/entry.ts'
import { readMoment } from '../read/moments.ts'
import type { ReadRules, Warn } from '../records.ts'
import { isObject, type Json, list, part, text } from './resource.ts'

// A document of more than this is none to read in a browser.
const longestDocument = 1_000_000

/** From when to when what a document tells of was. */
export function periodOf({ resourceType, context }: Json, rules: ReadRules): Pick<Entry, 'period'> {
  if (resourceType !== 'DocumentReference') return {}
  const sides = ['start', 'end'].flatMap((side) => {
    const said = text(part(part(context, 'period'), side))
    return said && readMoment(said, rules) ? [[side, said]] : []
  })
  return sides.length > 0 ? { period: Object.fromEntries(sides) } : {}
}

/** A document's text, where it is one and comes along. */
export function documentOf(resource: Json, warn: Warn): Pick<Entry, 'document'> {
  const attachment = [
    ...list(resource.content).map((one) => one.attachment),
    ...list(resource.presentedForm),
  ][0]
  if (!isObject(attachment)) return {}
  const contentType = text(attachment.contentType) ?? 'application/octet-stream'
  const data = text(attachment.data)
  if (!data) return { document: { contentType } }
  const readable = /^text\/plain\b/i.test(contentType) && data.length <= longestDocument
  if (!readable) warn('content.attachment', 'is no plain text of a size that is kept')
  return { document: { contentType, ...(readable && { data }) } }
}
