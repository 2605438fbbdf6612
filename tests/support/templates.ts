import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export const temporaryFolder = () => mkdtempSync(path.join(os.tmpdir(), 'portal-desk-'))
export const sqliteTemplate = () => path.join(temporaryFolder(), 'template.db')
