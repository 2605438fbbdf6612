import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const text = (file: string) => readFileSync(path.join(root, file), 'utf8')
const { dependencies, devDependencies, files } = JSON.parse(text('package.json')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  files: string[]
}

/** What a file names after `from`, `import` or `import(`; types too, since whoever reads the server reads them. */
const named = (source: string) =>
  [
    ...source.matchAll(/^(?:import|export)\s[\w\s{},*$]*?\bfrom '([^']+)'/gm),
    ...source.matchAll(/^import '([^']+)'/gm),
    ...source.matchAll(/\bimport\('([^']+)'\)/g),
  ].map((m) => m[1]!)
const packageOf = (name: string) => /^(@[^/]+\/[^/]+|[^/]+)/.exec(name)![0]
const packagesIn = (...folders: string[]) =>
  new Set(
    sources(folders)
      .flatMap((file) => named(text(file)))
      .filter((name) => !/^(\.|node:)/.test(name))
      .map(packageOf),
  )
const sources = (folders: string[]) =>
  folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|js)$/.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      .filter((file) => !file.startsWith('console/dist/')),
  )
const without = (names: Iterable<string>, known: Record<string, string>) =>
  [...names].filter((name) => !(name in known)).sort()

describe('the roles of packages', () => {
  // prestart.js builds the console where whoever develops has not, and says so where vite is missing.
  const server = packagesIn('api', 'migrations')
  server.delete('vite')

  it('whatever the server loads is installed with it', () => {
    expect(without(server, dependencies)).toEqual([])
  })

  it('nothing is installed with the server that it does not load', () => {
    expect(Object.keys(dependencies).filter((name) => !server.has(name))).toEqual([])
  })

  it('console, seed and tests name no package that only another one brings', () => {
    expect(without(packagesIn('console', 'seed', 'tests'), { ...dependencies, ...devDependencies })).toEqual(
      [],
    )
  })
})

describe('what is shipped', () => {
  it('is all that the server imports', () => {
    const shipped = (file: string) => files.some((kept) => file === kept || file.startsWith(`${kept}/`))
    for (const file of sources(['api', 'migrations']))
      for (const [, name] of text(file).matchAll(/^(?:import|export)(?! type)[^']*?from '(\.[^']+)'/gm)) {
        const imported = path.normalize(path.join(path.dirname(file), name!))
        expect([file, imported, shipped(imported)]).toEqual([file, imported, true])
      }
  })

  it('is the same in the image as in package.json', () => {
    const copied = [...text('Dockerfile').matchAll(/^COPY --from=build \/src\/(\S+) /gm)].map((m) => m[1])
    expect(copied).toEqual(files.filter((file) => !/^docs$|\.md$/.test(file)))
  })
})
