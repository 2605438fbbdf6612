import { createHash, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/*
 * A witness as c2sp.org/tlog-witness has it, with cosignatures as c2sp.org/tlog-cosignature has them. It shares nothing with the
 * product: hashes, proofs and notes are read here once more, by the text of RFC 9162 section 2.1.4.2 and of c2sp.org/signed-note.
 */

const rawOf = (key: KeyObject) => key.export({ format: 'der', type: 'spki' }).subarray(-32)
const spki = Buffer.from('302a300506032b6570032100', 'hex')
const node = (left: Buffer, right: Buffer) =>
  createHash('sha256')
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest()

/** Whether a path shows that the tree of `size` with a root begins with the tree of `old` with another. */
function isConsistent(old: number, size: number, path: Buffer[], before: Buffer, root: Buffer): boolean {
  if (old === size) return path.length === 0 && before.equals(root)
  if (old === 0) return path.length === 0
  const rest = [...path]
  if (Number.isInteger(Math.log2(old))) rest.unshift(before)
  if (rest.length === 0) return false
  let [fn, sn] = [BigInt(old - 1), BigInt(size - 1)]
  while (fn & 1n) [fn, sn] = [fn >> 1n, sn >> 1n]
  let [fr, sr] = [rest[0]!, rest[0]!]
  for (const c of rest.slice(1)) {
    if (sn === 0n) return false
    if (fn & 1n || fn === sn) {
      fr = node(c, fr)
      sr = node(c, sr)
      while (!(fn & 1n) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n]
    } else sr = node(sr, c)
    ;[fn, sn] = [fn >> 1n, sn >> 1n]
  }
  return sn === 0n && fr.equals(before) && sr.equals(root)
}

export async function startWitness(name: string, clock: () => Date) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const typed = Buffer.concat([Buffer.from([4]), rawOf(publicKey)])
  const id = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4)
  /** Logs by origin: the verifier key, and the newest it cosigned. */
  const logs = new Map<string, { verifierKey: string; size: number; root: Buffer }>()
  const asked: { old: number; status: number }[] = []

  function answer(body: string): [status: number, text: string, type?: string] {
    const [, head = '', note = ''] = /^(.*?\n)\n(.*)$/s.exec(body) ?? []
    const [first = '', ...proof] = head.split('\n').slice(0, -1)
    const old = Number(/^old (0|[1-9]\d*)$/.exec(first)?.[1] ?? Number.NaN)
    const [, text = '', signatures = ''] = /^(.*?\n)\n(.*)$/s.exec(note) ?? []
    const [origin = '', size, root = ''] = text.split('\n')
    if (Number.isNaN(old) || proof.length > 63 || old > Number(size)) return [400, '']
    const log = logs.get(origin)
    if (!log) return [404, '']
    const key = Buffer.from(log.verifierKey.split('+').slice(2).join('+'), 'base64').subarray(1)
    const isSigned = signatures.split('\n').some((line) => {
      const [, who, given = ''] = /^— (\S+) (\S+)$/.exec(line) ?? []
      return (
        who === origin &&
        verify(
          null,
          Buffer.from(text),
          { key: Buffer.concat([spki, key]), format: 'der', type: 'spki' },
          Buffer.from(given, 'base64').subarray(4),
        )
      )
    })
    if (!isSigned) return [403, '']
    if (old !== log.size) return [409, `${log.size}\n`, 'text/x.tlog.size']
    const path = proof.map((line) => Buffer.from(line, 'base64'))
    const next = Buffer.from(root, 'base64')
    if (old === Number(size) && !log.root.equals(next)) return [409, `${log.size}\n`, 'text/x.tlog.size']
    if (!isConsistent(old, Number(size), path, log.root, next)) return [422, '']
    logs.set(origin, { ...log, size: Number(size), root: next })
    const time = Buffer.alloc(8)
    time.writeBigUInt64BE(BigInt(Math.floor(clock().getTime() / 1000)))
    const said = `cosignature/v1\ntime ${time.readBigUInt64BE()}\n${text}`
    const bytes = Buffer.concat([id, time, sign(null, Buffer.from(said), privateKey)])
    return [200, `— ${name} ${bytes.toString('base64')}\n`]
  }

  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const isAsked = request.method === 'POST' && request.url === '/w/add-checkpoint'
    const body = Buffer.concat(chunks).toString()
    const [status, text, type = 'text/plain'] = isAsked ? answer(body) : ([404, ''] as const)
    asked.push({ old: Number(/^old (\d+)/.exec(body)?.[1]), status })
    reply.writeHead(status, { 'content-type': type }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/w`,
    verifierKey: `${name}+${id.toString('hex')}+${typed.toString('base64')}`,
    asked,
    logs,
    trust: (origin: string, verifierKey: string) =>
      logs.set(origin, { verifierKey, size: 0, root: Buffer.alloc(0) }),
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}
