import { ConfigError } from '../../core/configFaults.ts'
import type { Desk } from '../../core/context.ts'
import { hasTable } from '../../core/db/hasTable.ts'
import { isForked } from './anchors.ts'
import { epochOf, type Head, isLater, openHead, readHead, rememberedCheckpoint, signerOf } from './head.ts'

export const sealProblems = ['another-key', 'head-altered', 'rolled-back'] as const

/** Why nothing more may be signed over what the database holds: to go on would make an altered log a sealed one. */
export class SealRefused extends Error {
  readonly problem: (typeof sealProblems)[number]

  constructor(problem: SealRefused['problem'], why: string) {
    super(why)
    this.problem = problem
  }
}

const untilRead =
  'Nothing is sealed until “desk audit verify” has been read and “desk audit begin-epoch” given.'

/**
 * What is signed next begins from the head: were it not the one that was signed, a history that somebody wrote would
 * become a sealed one.
 * @throws SealRefused
 */
export function refuseAltered(head: Head, verifierKey: string): void {
  try {
    openHead(head, [verifierKey])
  } catch (error) {
    throw new SealRefused(
      'head-altered',
      `the head of the log is not the one that was signed: ${(error as Error).message}. Nothing is sealed until a backup that verifies has been restored.`,
    )
  }
}

/**
 * For whoever would serve a log that it cannot seal.
 * @throws ConfigError where the log is whole and signed with another key
 */
export async function requireSigningKey(desk: Desk): Promise<void> {
  // A database that is not up to date yet may be from before there was a head.
  const head = (await hasTable(desk.db, 'audit_head')) ? await readHead(desk.db.read) : undefined
  if (!head || signerOf(desk, head.origin).verifierKey === head.verifierKey) return
  try {
    openHead(head, [head.verifierKey])
  } catch {
    // Somebody altered the head: that is found by who seals and verifies, and stops nobody from looking.
    return
  }
  throw new ConfigError([
    'AUDIT_SIGNING_KEY: is not the key the audit log of this database is signed with, so that nothing would be sealed. Every node needs the same one; put the right audit-signing.key into DATA_DIR, or, where another is meant, give “desk audit begin-epoch --reason new-key” first',
  ])
}

/**
 * Compares the head with the key, with its signature, and with the newest checkpoint kept or anchored outside the database.
 * @throws SealRefused
 */
export function refuseToExtend(desk: Desk, head: Head | undefined): void {
  if (head) {
    const { verifierKey } = signerOf(desk, head.origin)
    const ours = rememberedCheckpoint(desk)
    // What this key signed of this epoch is kept beside the database: then it is not the key that is another.
    if (verifierKey !== head.verifierKey && ours && epochOf(ours.origin) === head.epoch)
      throw new SealRefused(
        'head-altered',
        'the database names another key or name of the log beside its head than it was signed with. Nothing is sealed until a backup that verifies has been restored.',
      )
    if (verifierKey !== head.verifierKey)
      throw new SealRefused(
        'another-key',
        'the audit signing key is not the one this log is signed with; nodes must share it',
      )
    refuseAltered(head, verifierKey)
  }
  if (isForked(desk))
    throw new SealRefused(
      'rolled-back',
      `the log holds other events than those a checkpoint in AUDIT_CHECKPOINT_TO covers. ${untilRead}`,
    )
  const last = rememberedCheckpoint(desk)
  if (!last) return
  // The name is what was signed; the number beside it is only the database's word.
  const size = head?.size ?? 0
  if (!head || isLater(last, head))
    throw new SealRefused(
      'rolled-back',
      `the database holds ${size} sealed events, but ${last.size} were sealed as ${last.origin}: an older backup was restored, or events were removed. ${untilRead}`,
    )
}
