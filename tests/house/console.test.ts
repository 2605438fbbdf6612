import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { newApp } from '../../api/acts/endpoint.ts'
import { consoleRoutes } from '../../api/core/http/console.ts'
import { inHouse } from '../support/processes.ts'
import { temporaryFolder } from '../support/templates.ts'

const script = `console.log(${JSON.stringify('portal '.repeat(200))})`
const dist = temporaryFolder()
mkdirSync(path.join(dist, 'assets'))
writeFileSync(path.join(dist, 'index.html'), '<script nonce="__NONCE__"></script>')
writeFileSync(path.join(dist, 'assets/index-a1.js'), script)
writeFileSync(path.join(dist, 'assets/index-a1.js.br'), brotliCompressSync(script))
writeFileSync(path.join(dist, 'assets/index-a1.js.gz'), gzipSync(script))
const app = newApp()
// Hono takes a shorter way where nothing stands before a route, and in the server something always does.
app.use((_, next) => next())
consoleRoutes(app, dist)
const asset = (encodings?: string, name = 'index-a1.js') =>
  app.request(`/assets/${name}`, { headers: encodings ? { 'Accept-Encoding': encodings } : {} })

describe('the console as it is sent', () => {
  it('is what the build compressed, in the smallest form the browser takes', async () => {
    for (const [encodings, encoding, open] of [
      ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
      ['gzip, deflate', 'gzip', gunzipSync],
      ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
      [undefined, null, (bytes: Buffer) => bytes],
    ] as const) {
      const reply = await asset(encodings)
      const bytes = Buffer.from(await reply.arrayBuffer())
      expect([reply.headers.get('content-encoding'), open(bytes).toString()]).toEqual([encoding, script])
      expect(Object.fromEntries(reply.headers)).toMatchObject({
        'content-length': String(bytes.length),
        'content-type': expect.stringMatching(/^text\/javascript/),
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'Accept-Encoding',
      })
    }
  })

  it('is read from the disk once, however many ask for it', async () => {
    await asset('gzip')
    rmSync(path.join(dist, 'assets/index-a1.js.gz'))
    expect(gunzipSync(Buffer.from(await (await asset('gzip')).arrayBuffer())).toString()).toBe(script)
  })

  it('is nothing else from the disk, and what is missing is not kept for a year', async () => {
    for (const name of ['none-b2.js', '../index.html', '%2e%2e/index.html', '..%2f..%2f..%2fetc/passwd']) {
      const reply = await asset('br', name)
      expect([name, reply.status, reply.headers.get('cache-control')]).toEqual([name, 404, null])
    }
  })
})

it('replies of the APIs are never compressed: they hold secrets beside what the asker chose', () =>
  inHouse(async (house) => {
    const encodings = { 'Accept-Encoding': 'br, gzip' }
    for (const route of ['/api/openapi.json', '/api/session', '/portal/v1/openapi.json']) {
      const { headers } = await house.call('GET', route, undefined, encodings)
      expect([route, headers.get('content-encoding')]).toEqual([route, null])
    }
  }))

it('stands on one copy of each library that knows its parts by identity', () => {
  const lock = JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../../package-lock.json'), 'utf8'),
  ) as {
    packages: Record<string, unknown>
  }
  for (const library of ['react', 'react-dom', 'react-router', '@mui/material', '@tanstack/react-query'])
    expect(
      Object.keys(lock.packages).filter((at) => at.endsWith(`node_modules/${library}`)),
      library,
    ).toEqual([`node_modules/${library}`])
})
