import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../support/templates.ts'

/** What `npm start` says before it starts, in a checkout without development packages. */
function beforeStart({ node, built }: { node: string; built: boolean }) {
  const root = temporaryFolder()
  cpSync(path.resolve(import.meta.dirname, '../../api/prestart.js'), path.join(root, 'api/prestart.js'))
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ type: 'module', engines: { node } }))
  if (built) {
    mkdirSync(path.join(root, 'console/dist'), { recursive: true })
    writeFileSync(path.join(root, 'console/dist/index.html'), '')
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['api/prestart.js'], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

it('a console that is built is served as it is, without what builds it', () => {
  expect(beforeStart({ node: '>=22.18', built: true })).toEqual({ status: 0, said: '' })
})

it('a console that is not built and cannot be is a sentence that says what to do', () => {
  const { status, said } = beforeStart({ node: '>=22.18', built: false })
  expect([status, said]).toEqual([
    1,
    expect.stringMatching(/^could not start: The console is not built.*npm run build/),
  ])
})

it('a Node that is too old is a sentence that names both versions', () => {
  const { status, said } = beforeStart({ node: '>=99.5', built: true })
  expect(status).toBe(1)
  expect(said).toContain(`needs Node 99.5 or newer; this is ${process.versions.node}`)
})
