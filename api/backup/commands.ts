import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { updateSchema } from '../audit/proof.ts'
import { record } from '../audit/record.ts'
import { beginEpoch } from '../audit/seal/beginEpoch.ts'
import { readHead, rememberedCheckpoint } from '../audit/seal/head.ts'
import { requireSigningKey } from '../audit/seal/refuse.ts'
import { knowsItsKey, missingKeys, requireOwnKeys } from '../core/access/ownKeys.ts'
import { type Commands, need, sayAside, type Values } from '../core/command.ts'
import type { Config } from '../core/config.ts'
import { ConfigError } from '../core/configFaults.ts'
import type { Desk } from '../core/context.ts'
import { unmarkScratch } from '../core/db/copyIn.ts'
import { sqliteFile } from '../core/db/open.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { markUnfinished, unmarkUnfinished } from '../core/db/unfinishedRestore.ts'
import { Invalid } from '../core/errors.ts'
import { endEveryPortalSession } from '../logins/sessions.ts'
import { endEveryStaffSession } from '../staff/sessions.ts'
import { newKey } from './archive.ts'
import { drillBackup, makeBackup, newestIn } from './makeBackup.ts'
import { finish, latest } from './queries.ts'
import { backupRestored, restoreInto, verifyRestored } from './restore.ts'
import { inScratch } from './scratch.ts'
import { backupState } from './state.ts'
import { needsFolder, needsRecipient, noIdentity } from './words.ts'

export const backupUsage = `  backup key --out FILE            makes a key: the secret one in FILE, to be kept elsewhere, the public one printed
  backup [--to DIR] [--recipient age1… …]
                                   one moment of the database, encrypted, read back, the oldest deleted; while it runs
  backup drill --identity FILE [--from FILE|DIR]
                                   restores the newest to a scratch place with your key, and verifies its log
  backup status                    how old the newest is, and what restoring took; status 1 when late or failed
  restore --from FILE|DIR --identity FILE
                                   into an empty place, with the keys in DATA_DIR; the log goes on as a new epoch
`

const seconds = (ms: number) => `${(ms / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} s`
const megabytes = (bytes: number) => `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`

export const backupCommands: Commands = {
  async 'backup key'(_, values) {
    const out = need(values, 'out')
    const { identity, recipient } = await newKey()
    writeFileSync(out, `# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx' })
    return {
      json: { recipient, file: out },
      text: `${recipient}\nSet BACKUP_RECIPIENTS to it. Keep ${out} off this machine: nothing else opens the backups.`,
    }
  },
  async backup(ctx, values) {
    const { backups, dataDir } = ctx.desk.config
    const recipients = Array.isArray(values.recipient) ? values.recipient : (backups?.recipients ?? [])
    const folder = typeof values.to === 'string' ? values.to : backups?.folder
    if (!folder) throw new Invalid({ '--to': needsFolder })
    if (recipients.length === 0) throw new Invalid({ '--recipient': needsRecipient })
    const made = await makeBackup(ctx, { folder, recipients })
    sayAside(
      `The keys are not in it. Keep secret.key, audit-signing.key and vault.key of ${dataDir} too, in another place than the backups: ` +
        'without them no second factor and no clinical content opens, and whoever has the first two can forge the log.',
    )
    return {
      json: made,
      text: [
        `${made.file}: ${megabytes(made.bytes)} in ${seconds(made.tookMs)}, the database of ${made.at}, read back and right`,
        ...made.removed.map((name) => `deleted ${name}`),
      ].join('\n'),
    }
  },
  async 'backup drill'(ctx, values) {
    const from = newestIn(typeof values.from === 'string' ? values.from : folderOf(ctx.desk.config))
    const drilled = await drillBackup(ctx, from, identitiesIn(values))
    return {
      json: { from, ...drilled },
      text: `${from} was restored in ${seconds(drilled.restoreMs)}; its ${drilled.events} sealed events verify`,
    }
  },
  async 'backup status'(ctx) {
    const state = await backupState(ctx.desk)
    return {
      json: state,
      text: [
        state.lastAt
          ? `The newest backup holds the database of ${state.lastAt}, ${Math.round(state.ageSeconds! / 60)} minutes ago.`
          : 'There is no backup.',
        state.drilledAt
          ? `Restoring took ${state.restoreSeconds} s in the drill of ${state.drilledAt}.`
          : 'No drill has shown that one can be restored.',
        ...(state.problem ? [`The last attempt failed: ${state.problem}`] : []),
      ].join('\n'),
      bad: state.problem !== null || ['late', 'none'].includes(state.state) || state.drill === 'late',
    }
  },
  async restore({ desk, ...ctx }, values) {
    const applied = await updateSchema(desk)
    const from = newestIn(need(values, 'from'))
    const misfit = await keysMisfit(desk)
    if (misfit) return { json: { from, problem: misfit }, text: misfit, bad: true }
    const judged = await inScratch(desk.config.dataDir, (scratch) =>
      verifyRestored(desk, desk.db, desk.config.databaseUrl, scratch),
    )
    const of = await latest(desk, 'backup')
    if (!judged.ok) {
      // Whoever has no other backup may have to serve this one, and nobody is signed in there either.
      await transact(desk.db, (trx) => finishRestore(trx, ctx.now()))
      return {
        json: { from, ...judged },
        text: `The database is restored, and its log does not verify (${judged.faults.map((one) => one.message).join('; ')}). Serve it to nobody: restore an older backup.`,
        bad: true,
      }
    }
    const last = rememberedCheckpoint(desk)
    // What was sealed after the backup is gone, and its checkpoints may be kept anywhere: no new one may contradict them. So it is
    // where the backup holds nothing sealed and the keys' folder says that more was (2026-11-28).
    const epoch =
      last || (await readHead(desk.db.read))
        ? await beginEpoch({ desk, ...ctx }, 'restored-backup')
        : undefined
    await transact(desk.db, async (trx) => {
      if (of?.state === 'running') await finish(trx, of.id, { state: 'done', at: ctx.now() })
      const sessions = await finishRestore(trx, ctx.now())
      await record(trx, { desk, ...ctx }, backupRestored, {
        detail: {
          events: judged.size,
          staffSessionsEnded: sessions.staff,
          patientSessionsEnded: sessions.patients,
        },
      })
    })
    return {
      json: { from, at: of?.at ?? null, applied, events: judged.size, ...epoch },
      text: [
        `Restored from ${from}: the database of ${of?.at ?? 'an unknown moment'}. What happened after it is gone.`,
        'Nobody is signed in. Whoever was disabled since, or lost a role, has it back: disable them again before you serve it.',
        `${judged.size} sealed events verify${last && last.size > judged.size ? `; ${last.size - judged.size} more were sealed after the backup and are lost` : ''}.`,
        ...(epoch ? [`The log goes on as ${epoch.origin}. Give out its new key:\n${epoch.verifierKey}`] : []),
        ...(desk.db.engine === 'postgres' ? ['Run “audit grant --role …” for the server’s role.'] : []),
      ].join('\n'),
    }
  },
}

/** Whoever was signed out since, or disabled, would be signed in again by a cookie they kept (2026-11-26). */
async function finishRestore(trx: Trx, now: Date): Promise<{ staff: number; patients: number }> {
  await unmarkUnfinished(trx)
  return { staff: await endEveryStaffSession(trx), patients: await endEveryPortalSession(trx, now) }
}

/**
 * What `restore` does before there is a database to make a desk of.
 * @throws ConfigError where a key is missing; Error in words where something is there, or the backup does not open
 */
export async function placeBackup(config: Config, values: Values): Promise<void> {
  const missing = missingKeys(config)
  if (missing.length > 0)
    throw new ConfigError(
      missing.map(({ file }) => `DATA_DIR: ${file} is missing. Put the keys there first: a backup has none`),
    )
  await restoreInto(config.databaseUrl, newestIn(need(values, 'from')), identitiesIn(values), markUnfinished)
  if (sqliteFile(config.databaseUrl) === undefined) await unmarkScratch(config.databaseUrl)
}

async function keysMisfit(desk: Desk): Promise<string | undefined> {
  const after =
    'The database is restored. Put the right key in its place, take the database away, and restore once more.'
  if (!(await knowsItsKey(desk.db)))
    return 'The database in the backup knows no key, as every one does that Portal Desk backed up: whoever has the public key of the backups can make such a file. Serve it to nobody: take the database away, and restore a backup that is yours.'
  try {
    await requireOwnKeys(desk)
    await requireSigningKey(desk)
  } catch (error) {
    return `${(error as Error).message}. ${after}`
  }
  return undefined
}

function folderOf({ backups }: Config): string {
  if (!backups) throw new Invalid({ '--from': needsFolder })
  return backups.folder
}

/** The secret keys of a file as `age-keygen` writes it. */
function identitiesIn(values: Values): string[] {
  const file = need(values, 'identity')
  const found = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line.startsWith('AGE-SECRET-KEY-'))
    : []
  if (found.length === 0) throw new Invalid({ '--identity': noIdentity })
  return found
}
