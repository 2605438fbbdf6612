import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

interface Budget {
  /** What the page loads before anything shows, in bytes as sent, at most. */
  firstScreen: number
  /** What any page loaded later adds to that, at most. */
  route: number
}

const compressible = /\.(js|css|svg)$/
const smallest = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }

/**
 * Makes the build ready to be sent. Each asset is written a second and third time, as brotli (`.br`) and gzip (`.gz`), as
 * small as they can be made: what is sent a thousand times is compressed once. The page itself stays plain, since it is
 * made anew, with its nonce, for each reader. A page too large for its budget ends the build.
 */
export function sendable(budget: Budget): Plugin {
  return {
    name: 'sendable',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const names = (await readdir(dir!, { recursive: true })).filter((name) => compressible.test(name))
      const sent = new Map(
        await Promise.all(names.map(async (name) => [name, await compress(path.join(dir!, name))] as const)),
      )
      const size = (files: string[]) => files.reduce((sum, file) => sum + (sent.get(file) ?? 0), 0)
      const judge = (what: string, bytes: number, limit: number) => {
        if (bytes > limit) this.error(`${what} is ${kB(bytes)} as sent; at most ${kB(limit)} is promised`)
      }
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const first = loaded(chunks.find((chunk) => chunk.isEntry)!, bundle)
      judge('the first screen', size([...first]), budget.firstScreen)
      const routes = chunks
        .filter((chunk) => chunk.isDynamicEntry)
        .map((chunk) => ({
          name: chunk.name,
          bytes: size([...loaded(chunk, bundle)].filter((f) => !first.has(f))),
        }))
        .sort((a, b) => b.bytes - a.bytes)
      for (const { name, bytes } of routes) judge(`the page ${name}`, bytes, budget.route)
      const [largest] = routes
      this.info(
        `the first screen is ${kB(size([...first]))} as sent` +
          (largest ? `; no page adds more than ${largest.name}, ${kB(largest.bytes)}` : ''),
      )
    },
  }
}

/** Writes the compressed forms beside a file. @returns the bytes of the smallest */
async function compress(file: string): Promise<number> {
  const bytes = await readFile(file)
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, smallest),
    promisify(gzip)(bytes, { level: 9 }),
  ])
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)])
  return br.length
}

/** The files a chunk needs before it runs: itself, what it imports, and their styles. */
function loaded(
  from: Rolldown.OutputChunk,
  bundle: Rolldown.OutputBundle,
  found = new Set<string>(),
): Set<string> {
  if (found.has(from.fileName)) return found
  found.add(from.fileName)
  for (const style of from.viteMetadata?.importedCss ?? []) found.add(style)
  for (const name of from.imports) {
    const chunk = bundle[name]
    if (chunk?.type === 'chunk') loaded(chunk, bundle, found)
  }
  return found
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`
