import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Kysely } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import type { Desk } from '../../http/context.ts'
import { type Checkpoint, openCheckpoint, type Signer, signerFor } from './checkpoint.ts'
import { Frontier } from './merkle.ts'

export interface Head {
  epoch: number
  origin: string
  verifierKey: string
  firstLeaf: number
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
      firstLeaf: row.first_leaf,
      size: row.size,
      frontier: Frontier.from(row.size, row.frontier),
      checkpoint: row.checkpoint,
      sealedAt: row.sealed_at,
    }
  )
}

/**
 * The log's name: the schema-less address of the installation and a number that grows when the log begins anew after
 * an older backup was restored. It never changes otherwise, whatever becomes of the address.
 */
export const originOf = (desk: Desk, epoch: number) =>
  `${new URL(desk.config.publicUrl).hostname}/portal-audit/epoch-${epoch}`

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

/** What an earlier checkpoint says that the database no longer holds: an older backup was restored, or rows removed. */
export class RolledBack extends Error {
  constructor(last: Checkpoint, size: number) {
    super(
      `the database holds ${size} sealed events, but ${last.size} were sealed as ${last.origin}: an older backup was restored or events were removed. ` +
        'Nothing is sealed until “desk audit verify” has been read and “desk audit begin-epoch” given.',
    )
  }
}

const lastFile = (desk: Desk) => path.join(desk.config.dataDir, 'audit-checkpoint.txt')

/** Keeps the newest checkpoint outside the database, where restoring a backup does not reach. */
export function rememberCheckpoint(desk: Desk, note: string): void {
  const file = lastFile(desk)
  writeFileSync(`${file}.new`, note, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** @throws RolledBack when the checkpoint remembered outside is ahead of the head. */
export function refuseRollback(desk: Desk, head: Head): void {
  let note: string
  try {
    note = readFileSync(lastFile(desk), 'utf8')
  } catch {
    return
  }
  const last = rememberedBy(desk, note)
  if (!last) return
  const epoch = Number(/epoch-(\d+)$/.exec(last.origin)?.[1])
  if (epoch > head.epoch || (epoch === head.epoch && last.size > head.size))
    throw new RolledBack(last, head.size)
}

function rememberedBy(desk: Desk, note: string): Checkpoint | undefined {
  try {
    return openCheckpoint(note, [signerOf(desk, note.split('\n')[0]!).verifierKey])
  } catch {
    return undefined
  }
}
