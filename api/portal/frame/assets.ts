import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { DeskApp } from '../../acts/endpoint.ts'

const types = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' } as const
const names = ['failures.js', 'page.js', 'passkeys.js', 'page.css'] as const

/** The scripts and the look of every page of the portal. */
export function pageAssets(app: DeskApp): void {
  for (const name of names) {
    const content = readFileSync(path.join(import.meta.dirname, '..', name), 'utf8')
    const type = types[path.extname(name) as keyof typeof types]
    app.get(`/portal/${name}`, (c) => c.body(content, 200, { 'Content-Type': type }))
  }
}
