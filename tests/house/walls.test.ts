import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const files = (folder: string, pattern = /\.tsx?$/): string[] =>
  readdirSync(path.join(root, folder)).flatMap((name) => {
    const relative = path.join(folder, name)
    if (name === 'dist') return []
    return statSync(path.join(root, relative)).isDirectory()
      ? files(relative, pattern)
      : pattern.test(name)
        ? [relative]
        : []
  })
const text = (file: string) => readFileSync(path.join(root, file), 'utf8')
/** What a text loads at run time: also what it hands on, only runs, or loads when it comes to it. Types weigh nothing. */
const loaded = (given: string): string[] =>
  [
    /^(?:import|export)(?! type)[^'"`]*?from ['"](\.[^'"]+)['"]/gm,
    /^import ['"](\.[^'"]+)['"]/gm,
    /\b(?:import|require)\(\s*['"`](\.[^'"`$]+)['"`]/g,
    /\bnew URL\(\s*['"`](\.[^'"`]+\.tsx?)['"`]/g,
  ].flatMap((form) => [...given.matchAll(form)].map((m) => m[1]!))
const from = (file: string) => (given: string) => path.normalize(path.join(path.dirname(file), given))
/** The same as paths from the root. */
const imports = (file: string) => loaded(text(file)).map(from(file))
const api = files('api')
const foundations = ['core', 'audit', 'acts']
const feature = (file: string) => /^api\/([^/]+)\//.exec(file)?.[1]

describe('the walls of the house', () => {
  it('see every way to load a file', () => {
    const ways = [
      "import { a } from './1.ts'",
      "import {\n  a,\n} from '../2.ts'",
      "export { a } from './3.ts'",
      "export * from './4.ts'",
      "import './5.ts'",
      "const a = await import('./6.ts')",
      'const b = import(\n  "./7.ts")',
      'const c = import(`./8.ts`)',
      "new Worker(new URL('./9.ts', import.meta.url))",
      "import type { B } from './types.ts'",
      "import fs from 'node:fs'",
    ]
    const seen = loaded(ways.join('\n')).map((one) => /\d/.exec(one)?.[0])
    expect(seen.sort()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
  })

  it('core, audit and acts import no feature', () => {
    for (const file of api.filter((f) => foundations.includes(feature(f) ?? '')))
      for (const imported of imports(file))
        expect([file, imported, foundations.includes(feature(imported) ?? '')]).toEqual([
          file,
          imported,
          true,
        ])
  })

  it('the server never loads what makes synthetic hospitals: it is not there where the server is installed', () => {
    for (const file of api)
      expect([file, /['"](\.\.\/)+(seed|tests)\//.test(text(file))]).toEqual([file, false])
  })

  it('rooms form no circle', () => {
    const uses = new Map<string, Set<string>>()
    for (const file of api)
      for (const imported of imports(file)) {
        const [from, to] = [feature(file), feature(imported)]
        if (!from || !to || from === to) continue
        uses.set(from, (uses.get(from) ?? new Set()).add(to))
      }
    const circles = (room: string, way: string[]): string[][] =>
      way.includes(room)
        ? [[...way.slice(way.indexOf(room)), room]]
        : [...(uses.get(room) ?? [])].flatMap((next) => circles(next, [...way, room]))
    expect([...uses.keys()].flatMap((room) => circles(room, []))).toEqual([])
  })

  /** The tables a room declares, by its name. */
  const declaredBy = (file: string) => {
    const rows = /interface Tables \{\n([\s\S]*?)\n {0,2}\}\n/.exec(text(file))?.[1] ?? ''
    const indent = /^ */.exec(rows)![0]
    return [...rows.matchAll(new RegExp(`^${indent}([a-z_]+): `, 'gm'))].map((m) => m[1]!)
  }
  const owners = Map.groupBy(
    api
      .filter((file) => file.endsWith('/tables.ts'))
      .flatMap((file) => declaredBy(file).map((table) => ({ table, room: feature(file)! }))),
    ({ table }) => table,
  )
  /** The tables a file's SQL names: in calls of Kysely, and after the words of SQL that a table follows. */
  const tablesNamed = (given: string) => [
    ...[
      ...given.matchAll(
        /(?:selectFrom|(?:inner|left|right|full|cross)Join(?:Lateral)?|insertInto|updateTable|deleteFrom|replaceInto|mergeInto|using|insertRows)\(\s*(\[[^\]]*\]|['"`][^'"`]*['"`])/g,
      ),
    ].flatMap((m) => [...m[1]!.matchAll(/['"`](\w+)/g)].map((one) => one[1]!)),
    ...[...given.matchAll(/\b(?:from|join|into|update|table|sql\.table\(['"`])\s*"?([a-z_]+)\b/gi)].map(
      (m) => m[1]!,
    ),
  ]

  it('see a table’s name in every form of quotes, and in SQL in either case', () => {
    const forms = [
      "selectFrom('a as x')",
      'insertInto("b")',
      'updateTable(`c`)',
      "using(['d', 'e'])",
      'sql`select 1 from f`',
      'sql`SELECT 1 FROM\n  g JOIN "h"`',
      'sql.table(`i`)',
    ]
    expect(forms.flatMap(tablesNamed)).toEqual(expect.arrayContaining([...'abcdefghi']))
  })

  it('each table is declared by one room', () => {
    expect(owners.size).toBeGreaterThan(60)
    expect([...owners].filter(([, of]) => of.length !== 1)).toEqual([])
  })

  it('nobody else’s SQL names a table: others join or narrow what its room publishes', () => {
    let named = 0
    for (const file of api)
      for (const table of tablesNamed(text(file)).filter((name) => owners.has(name))) {
        named++
        expect([file, table, owners.get(table)![0]!.room]).toEqual([file, table, feature(file)])
      }
    expect(named).toBeGreaterThan(200)
  })

  it('a room is read through what it publishes: its queries and its tables are its own', () => {
    // Types too.
    const all = (file: string) =>
      loaded(text(file).replace(/^(import|export) type /gm, '$1 ')).map(from(file))
    for (const file of api)
      for (const imported of all(file)) {
        const room = feature(imported)
        if (!room || foundations.includes(room) || room === feature(file)) continue
        expect([file, imported, /\/(queries|tables)\.ts$/.test(imported)]).toEqual([file, imported, false])
      }
  })

  it('what rooms publish of themselves changes nothing', () => {
    const published = api.filter((file) => file.endsWith('/published.ts'))
    expect(published.length).toBeGreaterThan(4)
    const writes = (file: string) =>
      /\b(insertInto|updateTable|deleteFrom|replaceInto|mergeInto|insertRows)\(|\b(insert into|delete from|update \w+ set)\b/i.test(
        text(file),
      )
    for (const file of published) {
      expect([file, writes(file)]).toEqual([file, false])
      // What it hands on of other files of its room is published as well.
      for (const handed of text(file).matchAll(/^export (?!type)[^'"]*?from ['"](\.[^'"]+)['"]/gm))
        expect([file, handed[1], writes(from(file)(handed[1]!))]).toEqual([file, handed[1], false])
    }
  })

  it('a table is named where it is asked, not by a value', () => {
    // What goes through all tables alike, whoever owns them, stands in core/db.
    for (const file of api.filter((f) => !f.startsWith('api/core/db/')))
      expect([
        file,
        text(file).match(
          /(?:selectFrom|(?:inner|left|right|full|cross)Join|insertInto|updateTable|deleteFrom)\(\s*(?:(?!eb\b)[a-z]\w*\s*[,)]|`[^`]*\$\{)|\b(?:from|join|into|update) \$\{sql\b/g,
        ),
      ]).toEqual([file, null])
  })

  it('queries know no HTTP, and nothing is loaded by a name made up while running', () => {
    for (const file of api) {
      if (/\/(queries|published)\.ts$/.test(file))
        expect([file, /from 'hono|http\//.test(text(file))]).toEqual([file, false])
      if (!file.startsWith('api/core/db/'))
        expect([file, /\bimport\((?!')/.test(text(file))]).toEqual([file, false])
    }
  })

  it('an act opens no transaction of its own: it is given the one that also holds its record', () => {
    for (const file of api.filter((f) => /= act\(\{/.test(text(f))))
      expect([file, /\btransact\(/.test(text(file))]).toEqual([file, false])
  })

  it('only transact opens a transaction, and only config reads the environment', () => {
    for (const file of api) {
      if (file !== 'api/core/db/transact.ts')
        expect([
          file,
          /\.(?:transaction\(\)|startTransaction\()|\bsql`\s*(?:begin|savepoint)\b/i.test(text(file)),
        ]).toEqual([file, false])
      if (!['api/core/config.ts', 'api/server.ts', 'api/desk.ts'].includes(file))
        expect([file, /process\.env/.test(text(file))]).toEqual([file, false])
    }
  })

  it('nothing is written beside a transaction but by these, whose one statement is all there is to it', () => {
    const besides = {
      'api/apps/adapter.ts': 'a code or token of the OpenID provider',
      'api/call/presence.ts': 'that somebody still has a case open',
      'api/audit/seal/pushCheckpoint.ts': 'how far a checkpoint went out',
      'api/mail/deliverMail.ts': 'claims a mail, and what became of it',
      'api/portal/answerForgotten.ts': 'claims a request',
      'api/jobs.ts': 'clears away what is over',
      'api/logins/sessions.ts': 'when a session was last seen',
      'api/staff/sessions.ts': 'when a session was last seen',
    }
    const writing = api.filter(
      (file) =>
        !file.startsWith('api/core/') &&
        /\bdb\s*\??\.write\b|\bdb\[|\{[^{}]*\bwrite\b[^{}]*\} = [\w.]*\bdb\b/.test(text(file)),
    )
    expect(writing.sort()).toEqual(Object.keys(besides).sort())
  })

  it('migrations are frozen: they import nothing of the application', () => {
    for (const file of files('migrations')) expect(imports(file)).toEqual([])
  })

  it('files stay near 100 lines, none over 260', () => {
    for (const file of [...api, ...files('console'), ...files('seed')].filter(
      (f) => !/tables\.ts|Texts\.ts|causes\.ts|\/words\.ts/.test(f),
    ))
      expect([file, text(file).split('\n').length <= 260]).toEqual([file, true])
  })

  it('charts are drawn in one place, which keeps them within their cards', () => {
    const sized = files('console').filter((file) => /ResponsiveContainer/.test(text(file)))
    expect(sized).toEqual(['console/core/charts/Drawing.tsx'])
  })

  it('the console takes no validator of the API to the browser', () => {
    for (const file of files('console'))
      for (const imported of imports(file).filter((f) => f.startsWith('api/')))
        expect([
          file,
          imported,
          /\/(lists|words)\.ts$|access\/permissions|audit\/action|callers\/compare|patients\/(?:readDate|shownOfMrn)|logins\/causeTexts|(?:callers|cases|appointments|refills)\/\w+Texts|adoption\/figureTexts|audit\/wordTexts/.test(
            imported,
          ),
        ]).toEqual([file, imported, true])
    for (const file of api.filter((f) => /\/(lists|words|\w+Texts)\.ts$/.test(f)))
      expect([file, text(file)]).toEqual([file, expect.not.stringMatching(/zod|kysely|hono/)])
  })
})
