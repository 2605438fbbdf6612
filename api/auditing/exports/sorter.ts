import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'

/** Puts any number of rows in order on disk, so that a sorted export needs no more memory than a page. */
export interface Sorter {
  add(rows: readonly { key: string; text: string }[]): void
  /** The texts in order of their keys, a page at a time; rows of one key stay as they came. */
  pages(size: number, descending: boolean): Generator<string[]>
  close(): void
}

export function openSorter(dataDir: string): Sorter {
  const folder = mkdtempSync(path.join(dataDir, 'sort-'))
  const db = new Database(path.join(folder, 'rows.db'))
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.exec('create table line (key text, n integer, text text, primary key (key, n)) without rowid')
  const insert = db.prepare('insert into line values (?, ?, ?)')
  let n = 0
  return {
    add: db.transaction((rows: readonly { key: string; text: string }[]) => {
      for (const row of rows) insert.run(row.key, n++, row.text)
    }),
    *pages(size, descending) {
      const [way, than] = descending ? ['desc', '<'] : ['asc', '>']
      const first = db.prepare(`select key, n, text from line order by key ${way}, n ${way} limit ?`)
      const next = db.prepare(
        `select key, n, text from line where (key, n) ${than} (?, ?) order by key ${way}, n ${way} limit ?`,
      )
      let rows = first.all(size) as { key: string; n: number; text: string }[]
      while (rows.length) {
        yield rows.map((row) => row.text)
        const last = rows.at(-1)!
        rows = next.all(last.key, last.n, size) as typeof rows
      }
    },
    close() {
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
