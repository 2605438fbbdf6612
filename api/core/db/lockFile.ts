import { existsSync } from 'node:fs'

/** What a process holds to have something of a SQLite file alone; one that was killed may leave it behind. */
export const lockFile = (file: string, what: string) => `${file}.${what}`

/** Whether a server may wait for the write lock of a SQLite file. */
export const isServed = (file: string) => existsSync(lockFile(file, 'server'))
