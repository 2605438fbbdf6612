import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { showView } from '../acts/show.ts'
import { compareWithAnchors, currentAnchor } from '../audit/seal/anchors.ts'
import { beginEpoch, epochReasons } from '../audit/seal/beginEpoch.ts'
import { noteText, parseCheckpoint, parseVerifierKey } from '../audit/seal/checkpoint.ts'
import { exportLog } from '../audit/seal/exportLog.ts'
import { grantRole } from '../audit/seal/grant.ts'
import { originOf, readHead, signerOf } from '../audit/seal/head.ts'
import { purgeAudit } from '../audit/seal/purgeAudit.ts'
import { recordVerification } from '../audit/seal/recordVerification.ts'
import { reindex } from '../audit/seal/reindex.ts'
import { sealAudit, withoutPause } from '../audit/seal/sealAudit.ts'
import { type Verification, verifyAudit } from '../audit/seal/verifyAudit.ts'
import { type Commands, need, showProgress, type Values } from '../core/command.ts'
import { Invalid } from '../core/errors.ts'
import { fill } from '../core/words.ts'
import { showProof } from './showProof.ts'
import { cannotBeUsed, laterThanFrom, notADate } from './words.ts'

export const auditUsage = `  audit verify [--checkpoint FILE] [--key VKEY …] [--index]
                                   recomputes the whole log, and with --index the search index too, as the server
                                   does all day, piece by piece; status 1 when anything is wrong
  audit key                        the verifier key that others check the log with
  audit seal                       seals what waits, where no server runs
  audit export --from DATE --to DATE --out DIR      events in log order, with checkpoint and tree
  audit prove --event ID --out DIR                  one event's bytes and its inclusion proof
  audit purge --before DATE        drops events older than the policy keeps them; leaf hashes stay
  audit begin-epoch --reason ${epochReasons.join('|')}
  audit reindex                    makes the search index anew; stop the server first
  audit grant --role ROLE          PostgreSQL: what the server's role may do, given by the tables' owner
`

export const auditCommands: Commands = {
  async 'audit verify'(ctx, values) {
    const checkpoint = checkpointOf(values)
    const index = values.index === true
    const anchor = await currentAnchor(ctx.desk)
    const result = await verifyAudit(ctx.desk, {
      checkpoint,
      anchor,
      verifierKeys: keysOf(values),
      index,
      onProgress: progress('verified'),
    })
    await recordVerification(ctx, result, {
      against: (checkpoint ?? anchor) === undefined ? 'head' : 'checkpoint',
      index,
    })
    return { json: result, text: tell(result), bad: !result.ok }
  },
  async 'audit key'(ctx) {
    const head = await readHead(ctx.desk.db.read)
    const { origin, verifierKey } = signerOf(ctx.desk, head?.origin ?? originOf(ctx.desk, 1))
    return { json: { origin, verifierKey }, text: verifierKey }
  },
  async 'audit seal'(ctx) {
    await compareWithAnchors(ctx.desk)
    const sealed = await sealAudit(ctx.desk, withoutPause)
    return { json: { sealed }, text: `${sealed} events sealed` }
  },
  async 'audit export'(ctx, values) {
    const made = await exportLog(ctx, spanOf(values), need(values, 'out'), progress('written'))
    return {
      json: made,
      text: `${made.count} events, ${made.first} to ${made.first + made.count - 1}\n${made.files.join('\n')}`,
    }
  },
  async 'audit prove'(ctx, values) {
    const { reply: proof } = await showView(showProof, ctx, { id: need(values, 'event') })
    const folder = need(values, 'out')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const files = [
      path.join(folder, `${proof.eventId}.json`),
      path.join(folder, `${proof.eventId}.tlog-proof`),
    ]
    await writeFile(files[0]!, proof.body ?? '', { mode: 0o600 })
    await writeFile(files[1]!, proof.proof, { mode: 0o600 })
    return { json: { ...proof, files }, text: files.join('\n') }
  },
  async 'audit purge'(ctx, values) {
    const purged = await purgeAudit(ctx, new Date(dayOf(values, 'before')))
    return {
      json: purged,
      text: `${purged.removed} events before ${purged.before.slice(0, 10)} removed; ${purged.leaves} leaf hashes kept`,
    }
  },
  async 'audit begin-epoch'(ctx, values) {
    const begun = await beginEpoch(ctx, need(values, 'reason'))
    return {
      json: begun,
      text: `The log goes on as ${begun.origin}. Give out its new key:\n${begun.verifierKey}`,
    }
  },
  async 'audit reindex'(ctx) {
    const size = await reindex(ctx, progress('indexed'))
    return { json: { size }, text: `${size} events indexed` }
  },
  async 'audit grant'(ctx, values) {
    const granted = await grantRole(ctx.desk.db, need(values, 'role'))
    return {
      json: granted,
      text: `${granted.role} may read and append to the log; ${granted.tables} tables granted`,
    }
  },
}

/** A text that is no checkpoint, or no key, is a slip of the hand and says nothing of the log. */
function given<T>(option: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new Invalid({ [`--${option}`]: fill(cannotBeUsed, { why: (error as Error).message }) })
  }
}

function checkpointOf({ checkpoint: file }: Values): string | undefined {
  if (typeof file !== 'string') return undefined
  return given('checkpoint', () => {
    const note = readFileSync(file, 'utf8')
    parseCheckpoint(noteText(note))
    return note
  })
}

function keysOf({ key }: Values): string[] {
  const keys = Array.isArray(key) ? key : []
  given('key', () => keys.map((key) => parseVerifierKey(key)))
  return keys
}

const progress = (word: string) => (done: number, of: number) =>
  showProgress(`${word} ${done.toLocaleString('en')} of ${of.toLocaleString('en')}${done === of ? '\n' : ''}`)

/** Days of UTC that were asked for. @throws Invalid where they are none, or the wrong way round. */
export function spanOf(values: Values): { from: string; to: string } {
  const span = { from: dayOf(values, 'from'), to: dayOf(values, 'to') }
  if (span.to <= span.from) throw new Invalid({ '--to': laterThanFrom })
  return span
}

/** A day of UTC, from its first moment. */
function dayOf(values: Values, name: string): string {
  const given = need(values, name)
  const at = /^\d{4}-\d\d-\d\d$/.test(given) ? new Date(given) : new Date(Number.NaN)
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== given)
    throw new Invalid({ [`--${name}`]: notADate })
  return at.toISOString()
}

function tell(result: Verification): string {
  const lines = [
    `${result.size.toLocaleString('en')} events sealed${result.origin ? ` as ${result.origin}` : ''}, ${result.purged.toLocaleString('en')} of them purged, ${result.pending} waiting; ${result.checkpoints} checkpoints; ${Math.round(result.size / Math.max(result.seconds, 0.001)).toLocaleString('en')} a second`,
  ]
  for (const fault of result.faults) {
    const where = [
      fault.leafIndex === null ? '' : ` leaf ${fault.leafIndex}`,
      fault.eventId === null ? '' : ` event ${fault.eventId}`,
    ].join('')
    lines.push(`${fault.kind.toUpperCase()}${where}: ${fault.message}`)
  }
  if (result.outOfOrder)
    lines.push(
      `TIMES leaf ${result.outOfOrder.leafIndex} event ${result.outOfOrder.eventId}: ${result.outOfOrder.events.toLocaleString('en')} events, this first, say they are more than ten minutes earlier than one sealed before them: a clock was wrong, or they were written into the past`,
    )
  lines.push(result.ok ? 'The log is as it was sealed.' : 'THE LOG IS NOT AS IT WAS SEALED.')
  return lines.join('\n')
}
