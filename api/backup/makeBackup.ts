import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { enterKeys } from '../core/access/ownKeys.ts'
import { daysAfter } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { copyKinds, copyOut } from '../core/db/copyOut.ts'
import { holdAlone } from '../core/db/holdAlone.ts'
import { newId } from '../core/db/id.ts'
import { transact } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { fileEnd, requireReadable, writeArchive } from './archive.ts'
import { drill } from './drill.ts'
import { backupPolicy } from './policy.ts'
import { begin, endBrokenOff, finish } from './queries.ts'
import { inScratch } from './scratch.ts'
import { isRunning } from './words.ts'

export const backupMade: Action = {
  name: 'backup.made',
  letter: 'E',
  words: { en: 'Made a backup of the database', es: 'Hizo una copia de seguridad de la base de datos' },
  watch: 'nothing',
}

export const backupDrilled: Action = {
  name: 'backup.drilled',
  letter: 'E',
  words: {
    en: 'Restored a backup to a scratch place to see whether it can be',
    es: 'Restauró una copia de seguridad en un lugar de prueba para ver si se puede',
  },
  watch: 'nothing',
}

export interface Made {
  file: string
  bytes: number
  at: string
  tookMs: number
  removed: string[]
  drill?: { restoreMs: number; events: number }
}

const isOurs = /^portal-desk-\d{8}T\d{6}Z-[0-9a-f]{6}\.(db|sql)\.zst\.age$/

/**
 * Makes a backup in a folder, reads it back, and deletes those beyond what the policy keeps.
 * @param drilling restores it to a scratch place besides, with the key of this process
 * @throws Conflict while another one is made; Error when it could not be made or read back: then it is not there
 */
export async function makeBackup(
  ctx: Ctx,
  {
    folder,
    recipients,
    drilling = false,
  }: { folder: string; recipients: readonly string[]; drilling?: boolean },
): Promise<Made> {
  const { desk } = ctx
  const { databaseUrl, dataDir } = desk.config
  const leave = await holdAlone(databaseUrl, 'backup')
  if (!leave) throw new Conflict(isRunning)
  try {
    await endBrokenOff(desk.db)
    // What restores it asks for this: who has only the key that encrypts cannot make it (2026-11-26).
    await enterKeys(desk)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return await inScratch(dataDir, async (scratch) => {
      const at = ctx.now()
      const id = newId(at.getTime())
      const name = `${datedAt(at)}-${id.slice(-6)}.${copyKinds[desk.db.engine]}${fileEnd}`
      const file = path.join(folder, name)
      const began = performance.now()
      await begin(desk.db, { id, kind: 'backup', at, file: name })
      const copied = await attempt(ctx, id, backupMade, async () => {
        const copy = await copyOut(databaseUrl, path.join(scratch, 'copy.db'))
        const written = await writeArchive(copy.bytes, recipients, file).finally(() => copy.close())
        try {
          await requireReadable(file, written)
        } catch (error) {
          rmSync(file, { force: true })
          throw error
        }
        const tookMs = Math.round(performance.now() - began)
        return { answer: { written, tookMs }, row: { bytes: written.bytes, took_ms: tookMs } }
      })
      const drilled = drilling
        ? await drillNow(ctx, { name, file, identities: [copied.written.identity], scratch })
        : undefined
      return {
        file,
        bytes: copied.written.bytes,
        at: at.toISOString(),
        tookMs: copied.tookMs,
        removed: await rotate(ctx, folder, at),
        ...(drilled && { drill: drilled }),
      }
    })
  } finally {
    await leave()
  }
}

/** Restores one backup to a scratch place and files what came of it. */
export async function drillBackup(ctx: Ctx, file: string, identities: readonly string[]) {
  const leave = await holdAlone(ctx.desk.config.databaseUrl, 'backup')
  if (!leave) throw new Conflict(isRunning)
  try {
    await endBrokenOff(ctx.desk.db)
    return await inScratch(ctx.desk.config.dataDir, (scratch) =>
      drillNow(ctx, { name: path.basename(file), file, identities, scratch }),
    )
  } finally {
    await leave()
  }
}

async function drillNow(
  ctx: Ctx,
  { name, ...what }: { name: string; file: string; identities: readonly string[]; scratch: string },
) {
  const at = ctx.now()
  const id = newId(at.getTime())
  await begin(ctx.desk.db, { id, kind: 'drill', at, file: name })
  return attempt(ctx, id, backupDrilled, async () => {
    const drilled = await drill(ctx.desk, what)
    return {
      answer: drilled,
      row: {
        bytes: statSync(what.file).size,
        took_ms: drilled.restoreMs,
        restore_ms: drilled.restoreMs,
        events: drilled.events,
      },
    }
  })
}

type Numbers = Partial<Record<'bytes' | 'took_ms' | 'restore_ms' | 'events', number>>

/** Does it, and files how it ended: in the list of backups, and in the log. */
async function attempt<T>(
  ctx: Ctx,
  id: string,
  action: Action,
  work: () => Promise<{ answer: T; row: Numbers }>,
): Promise<T> {
  const file = (row: Numbers, problem: string | null) =>
    transact(ctx.desk.db, async (trx) => {
      await finish(trx, id, { ...row, state: problem === null ? 'done' : 'failed', problem, at: ctx.now() })
      await record(trx, ctx, action, {
        outcome: problem === null ? 'success' : 'failure',
        object: { type: 'backup', id },
        detail: { ...row },
      })
    })
  try {
    const { answer, row } = await work()
    await file(row, null)
    return answer
  } catch (error) {
    // A disk that is full may take no note of it either: the reason is the first error.
    await file({}, (error as Error).message).catch(() => {})
    throw error
  }
}

const datedAt = (at: Date) => `portal-desk-${at.toISOString().replace(/[-:]|\.\d+/g, '')}`

/**
 * Those of a folder, the newest first. What is dated after a moment, which is none before the last of them was made, a clock dated
 * that was ahead: it counts as older than all others, else what is made once the clock is right would be the first to go, and the
 * last to be restored (2026-11-26).
 */
function newestFirst(names: readonly string[], moment: Date): string[] {
  const last = datedAt(moment)
  const ours = names
    .filter((name) => isOurs.test(name))
    .sort()
    .reverse()
  const isAhead = (name: string) => name.slice(0, last.length) > last
  return [...ours.filter((name) => !isAhead(name)), ...ours.filter(isAhead)]
}

/** Deletes what is beyond the policy, and what a process left that ended while it wrote. @returns what went */
async function rotate(ctx: Ctx, folder: string, at: Date): Promise<string[]> {
  const { backupsKept } = await readPolicy(ctx.desk.db.read, backupPolicy)
  const names = readdirSync(folder)
  const tooMany = newestFirst(names, at).slice(backupsKept)
  const partial = names.filter(
    (name) => name.endsWith('.writing') && isOurs.test(name.slice(0, -'.writing'.length)),
  )
  for (const name of [...tooMany, ...partial]) rmSync(path.join(folder, name), { force: true })
  return tooMany
}

/**
 * The newest backup of a folder, as of now; a file is itself. The clock of whoever restores may be a day behind that of whoever
 * backed up.
 * @throws Error when there is none
 */
export function newestIn(place: string, now = new Date()): string {
  if (!statSync(place).isDirectory()) return place
  const [newest] = newestFirst(readdirSync(place), new Date(daysAfter(now, 1)))
  if (!newest) throw new Error(`there is no backup in ${place}`)
  return path.join(place, newest)
}
