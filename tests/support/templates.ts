import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the migrated SQLite file is that every test database is a copy of. */
    sqliteTemplate: string
    /** The server whose `template_desk` every test database is a copy of. */
    postgresUrl: string
  }
}

/** The role the desk serves as on PostgreSQL: what may not be done to the log is not possible in any test. */
export const appRole = 'desk_app'

export const temporaryFolder = () => mkdtempSync(path.join(os.tmpdir(), 'portal-desk-'))
