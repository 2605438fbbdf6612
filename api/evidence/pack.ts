import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { compareWithAnchors, currentAnchor } from '../audit/seal/anchors.ts'
import { cosignedBy } from '../audit/seal/cosigned.ts'
import { exportLog } from '../audit/seal/exportLog.ts'
import { trustedBy } from '../audit/seal/formerKeys.ts'
import { readHead, signerOf } from '../audit/seal/head.ts'
import type { Span } from '../audit/seal/manifest.ts'
import { recordVerification } from '../audit/seal/recordVerification.ts'
import { sealAudit, withoutPause } from '../audit/seal/sealAudit.ts'
import { verifyAudit } from '../audit/seal/verifyAudit.ts'
import { Finder } from '../audit/search/findEvents.ts'
import { nothingWithheld } from '../audit/search/withheld.ts'
import { nothingSealed } from '../audit/words.ts'
import { permissionsOf, roles } from '../core/access/permissions.ts'
import type { Ctx, Desk } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { boundsOf } from '../core/policyBounds.ts'
import { lastSeenOfStaff } from '../staff/published.ts'
import { clauses } from './clauseTexts.ts'
import { analysisOf, shownRisk } from './risks/queries.ts'
import { stateOf } from './state.ts'
import { trainingOf } from './training/listTraining.ts'

export const evidencePacked: Action = {
  name: 'evidence.packed',
  letter: 'E',
  words: {
    en: 'Wrote an evidence archive for an assessor',
    es: 'Escribió un archivo de evidencias para un evaluador',
  },
  watch: 'nothing',
}

interface Section {
  file: string
  /** How the names of its acts begin. */
  acts: readonly string[]
  /** What stands now, beside what happened. */
  now?: (desk: Desk) => Promise<unknown>
}

/**
 * What is in an archive. All of it is what the log holds and what the house is set to: ids, codes and numbers. Texts that people typed
 * about patients' records (conclusions, recipients, notes) stay here, since they may name patients. The risk analysis goes along in whole: it is
 * written for whoever assesses, and its form says to name no patient (2026-11-27).
 */
export const sections: readonly Section[] = [
  { file: 'policy', acts: ['settings.', 'privacy-rule.', 'clinic.', 'app.'], now: policyNow },
  { file: 'people', acts: ['staff.', 'staff-records.', 'break-glass.'], now: peopleNow },
  {
    file: 'reviews',
    acts: [
      'privacy-alert.',
      'privacy-inquiry.',
      'breach.',
      'sanction.',
      'activity-review.',
      'access-review.',
      'watch-list.',
      'privacy.',
      'quality.reviewed',
    ],
  },
  { file: 'verification', acts: ['audit.'], now: stateOf },
  { file: 'drills', acts: ['backup.', 'vault.'] },
  { file: 'disclosures', acts: ['disclosure.', 'accounting.'] },
  { file: 'risks', acts: ['risk.', 'risk-analysis.'], now: risksNow },
  { file: 'training', acts: ['training.'], now: trainingOf },
  { file: 'versions', acts: ['server.'] },
  { file: 'clauses', acts: [], now: async () => clauses },
]

async function policyNow({ db, catalogue }: Desk) {
  const values: Record<string, string | number> = await readPolicy(db.read, catalogue.policy)
  return Object.entries(catalogue.policy).map(([name, { meaning, usual, unit, source }]) => ({
    name,
    meaning: meaning.en,
    value: values[name],
    usual,
    unit,
    ...boundsOf(catalogue.policy, name, values as never),
    source: typeof source === 'object' ? source.en : (source ?? null),
  }))
}

async function peopleNow({ db }: Desk) {
  return {
    roles: roles.map((role) => ({ role, may: permissionsOf(role) })),
    people: await lastSeenOfStaff(db.read),
  }
}

async function risksNow(desk: Desk) {
  const { risks, review, state } = await analysisOf(desk)
  return { state, review: review ?? null, risks: risks.map(shownRisk) }
}

const atOnce = 300

async function eventsOf(desk: Desk, { from, to }: Span, begins: readonly string[]): Promise<unknown[]> {
  const action = [...desk.catalogue.actions.keys()].filter((name) =>
    begins.some((one) => name.startsWith(one)),
  )
  if (action.length === 0) return []
  const finder = await Finder.for(desk.db, {
    filter: { action, from, to },
    onlyCases: false,
    withheld: nothingWithheld,
    actions: desk.catalogue.actions,
  })
  const found: unknown[] = []
  for (let beyond: { at: string; id: string } | undefined; ; ) {
    const page = await finder.page(false, atOnce, beyond)
    found.push(...page.map(({ event, leafIndex }) => ({ leafIndex, ...event })))
    beyond = page.at(-1)?.event
    if (!beyond || page.length < atOnce) return found
  }
}

export interface Packed {
  folder: string
  files: string[]
  events: number
  verified: boolean
}

/**
 * Writes one folder that an assessor takes away: the log of a span of days, what it says of policy, people, reviews, verification,
 * drills, disclosures, risks, training and versions, what witnesses cosigned, and the clause table, with a list of all files by hash that is signed with the log's key.
 * `verify.py` lies beside and checks both without us. Nothing is written over.
 */
export async function packEvidence(ctx: Ctx, span: Span, folder: string): Promise<Packed> {
  const { desk } = ctx
  // What waits is sealed first: it may wait since nobody seals here, which says nothing against the log.
  await compareWithAnchors(desk)
  await sealAudit(desk, withoutPause)
  const anchor = await currentAnchor(desk)
  const verification = await verifyAudit(desk, { anchor, index: true })
  await recordVerification(ctx, verification, { against: anchor ? 'checkpoint' : 'head', index: true })
  await sealAudit(desk, withoutPause)
  const head = await readHead(desk.db.read)
  if (!head) throw new Conflict(nothingSealed)
  await mkdir(path.dirname(path.resolve(folder)), { recursive: true })
  await mkdir(folder, { mode: 0o700 })
  const { count } = await exportLog(ctx, span, folder)
  const write = (name: string, content: unknown) =>
    writeFile(path.join(folder, name), `${JSON.stringify(content, null, 1)}\n`, { mode: 0o600, flag: 'wx' })
  for (const { file, acts, now } of sections)
    await write(`${file}.json`, {
      ...span,
      ...(now && { now: await now(desk) }),
      ...(file === 'verification' && { verification }),
      events: await eventsOf(desk, span, acts),
    })
  const trust = await trustedBy(desk, head)
  await write('cosignatures.json', {
    witnesses: desk.config.audit.witnesses.map(({ verifierKey }) => verifierKey),
    // Whoever holds these keys, got from the witnesses, checks the notes with any reader of C2SP's.
    notes: cosignedBy(desk, trust)
      .filter(({ at }, i) => i === 0 || (at.toISOString() >= span.from && at.toISOString() < span.to))
      .map(({ note }) => note),
  })
  await copyFile(path.join(import.meta.dirname, '../audit/verify.py'), path.join(folder, 'verify.py'))
  const lines: string[] = []
  for (const name of (await readdir(folder)).sort())
    lines.push(`${await hashOf(path.join(folder, name))} ${name}`)
  const text = [head.origin, 'evidence', span.from, span.to, desk.clock().toISOString(), ...lines, ''].join(
    '\n',
  )
  await writeFile(path.join(folder, 'evidence.note'), signerOf(desk, head.origin).sign(text), {
    mode: 0o600,
    flag: 'wx',
  })
  await transact(desk.db, (trx) =>
    record(trx, ctx, evidencePacked, {
      detail: { from: span.from, to: span.to, files: lines.length, events: count, hash: sha(text) },
    }),
  )
  return {
    folder,
    files: [...lines.map((line) => line.slice(65)), 'evidence.note'],
    events: count,
    verified: verification.ok,
  }
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex')

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
