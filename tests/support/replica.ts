import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startPostgres, type TestPostgres } from './postgres.ts'

/** One statement, as the server's owner. */
export async function ask(url: string, sql: string): Promise<any[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** A folder that only a server of the owner of `data` writes to. */
export function folderLike(data: string, name: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), `portal-desk-${name}-`))
  const { uid, gid } = statSync(data)
  chownSync(folder, uid, gid)
  return folder
}

/** Writes a file as the server would. */
function write(data: string, name: string, text: string): void {
  const { uid, gid } = statSync(data)
  writeFileSync(path.join(data, name), text)
  chownSync(path.join(data, name), uid, gid)
}

/** Copies a running server's files, as pg_basebackup does, which the package lacks. @returns a folder to start one on */
export async function baseBackup(url: string, data: string): Promise<string> {
  const client = new pg.Client(url)
  await client.connect()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'portal-desk-pg-'))
  const copy = path.join(folder, 'data')
  await client.query(`select pg_backup_start('test', fast => true)`)
  // Files may go while they are copied; the log of writes makes up for it.
  spawnSync('cp', ['-a', data, copy])
  const { rows } = await client.query('select labelfile from pg_backup_stop(wait_for_archive => false)')
  await client.end()
  write(copy, 'backup_label', rows[0].labelfile)
  for (const own of ['postmaster.pid', 'postmaster.opts']) rmSync(path.join(copy, own), { force: true })
  return folder
}

/** Starts a server on such a copy: one that follows, or one that takes what was archived and then goes on by itself. */
export function startCopy(
  folder: string,
  how: { signal: 'standby' | 'recovery'; settings: readonly string[] },
): Promise<TestPostgres> {
  write(path.join(folder, 'data'), `${how.signal}.signal`, '')
  return startPostgres(folder, ['shared_buffers=32MB', ...how.settings])
}

export interface Switchboard {
  port: number
  /** Where new connections go; those there are break. */
  to(port: number): void
  stop(): void
}

/** An address that stays while what is behind it changes, as a cluster's virtual address or proxy gives one. */
export async function switchboard(first: number): Promise<Switchboard> {
  let target = first
  const sockets = new Set<Socket>()
  const kept = (socket: Socket) => {
    sockets.add(socket)
    socket
      .setNoDelay()
      .on('error', () => {})
      .once('close', () => sockets.delete(socket))
    return socket
  }
  const server = createServer((from) => {
    const on = kept(connect(target, '127.0.0.1'))
    kept(from).pipe(on).pipe(from)
    on.once('close', () => from.destroy())
    from.once('close', () => on.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    to(port) {
      target = port
      cut()
    },
    stop() {
      cut()
      server.close()
    },
  }
}

/** An archive for the log of writes, and the settings of a server that fills it. */
export function archiveIn(folder: string): { settings: string[]; restore: string } {
  mkdirSync(folder, { recursive: true })
  return {
    settings: ['archive_mode=on', `archive_command=test ! -f ${folder}/%f && cp %p ${folder}/%f`],
    restore: `restore_command=cp ${folder}/%f %p`,
  }
}
