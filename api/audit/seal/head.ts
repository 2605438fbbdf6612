import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Kysely } from 'kysely'
import type { Desk } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { replaceFile } from '../../core/replaceFile.ts'
import {
  type Checkpoint,
  checkpointText,
  openCheckpoint,
  openSized,
  type Signer,
  signerFor,
} from './checkpoint.ts'
import { Frontier } from './merkle.ts'

export interface Head {
  epoch: number
  origin: string
  verifierKey: string
  size: number
  frontier: Frontier
  checkpoint: string
  sealedAt: string
}

/** The log's head, or undefined before anything was sealed. */
export async function readHead(db: Kysely<Tables>): Promise<Head | undefined> {
  const row = await db
    .selectFrom('audit_head')
    .innerJoin('audit_epoch', 'audit_epoch.epoch', 'audit_head.epoch')
    .selectAll()
    .executeTakeFirst()
  return (
    row && {
      epoch: row.epoch,
      origin: row.origin,
      verifierKey: row.verifier_key,
      size: row.size,
      frontier: Frontier.from(row.size, row.frontier),
      checkpoint: row.checkpoint,
      sealedAt: row.sealed_at,
    }
  )
}

/** How many events are sealed. */
export async function sealedSize(db: Kysely<Tables>): Promise<number> {
  return (await db.selectFrom('audit_head').select('size').executeTakeFirst())?.size ?? 0
}

/**
 * The log's name: the schema-less address of the installation and a number that grows when the log begins anew after
 * an older backup was restored. It never changes otherwise, whatever becomes of the address.
 */
export const originOf = (desk: Desk, epoch: number) =>
  `${new URL(desk.config.publicUrl).hostname}/portal-audit/epoch-${epoch}`

/** The number in a name of the log; NaN in a name that is none. */
export const epochOf = (origin: string) => Number(/\/epoch-(\d+)$/.exec(origin)?.[1])

/** Gives the log, from its end on, the name of an epoch, signed with today's key. */
export async function enterEpoch(desk: Desk, trx: Trx, epoch: number, frontier: Frontier): Promise<Head> {
  const { origin, verifierKey, sign } = signerOf(desk, originOf(desk, epoch))
  const { size } = frontier
  const checkpoint = sign(checkpointText({ origin, size, root: frontier.root() }))
  const sealedAt = desk.clock().toISOString()
  await trx
    .insertInto('audit_epoch')
    .values({ epoch, origin, verifier_key: verifierKey, first_leaf: size, began_at: sealedAt })
    .execute()
  await trx
    .insertInto('audit_head')
    .values({ id: 1, epoch, size, frontier: frontier.packed(), checkpoint, sealed_at: sealedAt })
    .onConflict((oc) => oc.column('id').doUpdateSet({ epoch, checkpoint, sealed_at: sealedAt }))
    .execute()
  return { epoch, origin, verifierKey, size, frontier, checkpoint, sealedAt }
}

/**
 * Checks that a head is the one that was signed: whoever only holds the database can write another into its row.
 * @throws Error when none of the keys signed it, or it was signed with another name, size or tree.
 */
export function openHead(head: Head, verifierKeys: readonly string[]): Checkpoint {
  const signed = openSized(head.checkpoint, head.size, verifierKeys)
  if (signed.origin !== head.origin) throw new Error('it was signed under another name than the head states')
  const peaks = head.size.toString(2).replaceAll('0', '').length
  if (signed.root !== head.frontier.root() || peaks !== head.frontier.peaks.length)
    throw new Error('it was signed over another tree than the head states')
  return signed
}

const signers = new Map<string, Signer>()

export function signerOf(desk: Desk, origin: string): Signer {
  const name = `${origin} ${desk.auditSeed.toString('base64')}`
  let signer = signers.get(name)
  if (!signer) {
    signer = signerFor(origin, desk.auditSeed)
    signers.set(name, signer)
  }
  return signer
}

const lastFile = (desk: Desk) => path.join(desk.config.dataDir, 'audit-checkpoint.txt')

/** Whether a checkpoint is of a later name, or of the same with more events. */
export function isLater(one: Pick<Checkpoint, 'origin' | 'size'>, other: typeof one): boolean {
  const epochs = [epochOf(one.origin), epochOf(other.origin)] as const
  return epochs[0] > epochs[1] || (epochs[0] === epochs[1] && one.size > other.size)
}

/**
 * Keeps the newest checkpoint outside the database, where restoring a backup does not reach. A command that seals beside
 * a server may come here at the same moment: each writes a file of its own, and an older checkpoint replaces no newer.
 */
export function rememberCheckpoint(desk: Desk, note: string): void {
  const last = rememberedCheckpoint(desk)
  if (last && isLater(last, openCheckpoint(note, [signerOf(desk, note.split('\n')[0]!).verifierKey]))) return
  replaceFile(lastFile(desk), note)
}

/** The newest checkpoint this node signed, as `rememberCheckpoint` kept it; none that today's key did not sign. */
export function rememberedCheckpoint(desk: Desk): Checkpoint | undefined {
  try {
    const note = readFileSync(lastFile(desk), 'utf8')
    return openCheckpoint(note, [signerOf(desk, note.split('\n')[0]!).verifierKey])
  } catch {
    return undefined
  }
}
