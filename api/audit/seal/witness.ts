import type { Witness } from '../../core/auditConfig.ts'
import type { Desk } from '../../core/context.ts'
import { textWithin } from '../../core/textWithin.ts'
import { type Cosignature, openCosignature } from './cosignature.ts'
import { cosignedBy, keepCosigned } from './cosigned.ts'
import { type Head, readHead, signerOf } from './head.ts'
import { consistencyProof } from './merkle.ts'
import { rangeHash } from './proveEvent.ts'
import { pushDue } from './pushCheckpoint.ts'
import { refuseToExtend } from './refuse.ts'

const patienceMs = 5_000
const mostBytes = 4_096

/**
 * Asks each configured witness to cosign the newest checkpoint, once a minute while the log grows (c2sp.org/tlog-witness). It is shown
 * that all it cosigned before is in it, so that whoever holds the database and our key cannot show another history to it than to others.
 * @throws SealRefused where the log is behind what was signed before
 */
export async function askWitnesses(desk: Desk): Promise<void> {
  const { witnesses } = desk.config.audit
  const head = witnesses.length > 0 ? await readHead(desk.db.read) : undefined
  if (!head) return
  refuseToExtend(desk, head)
  const pushes = witnesses.map((witness) => ({
    target: `witness ${witness.verifierKey.split('+')[0]}`,
    async send() {
      const { line, at } = await cosign(desk, head, witness)
      keepCosigned(desk, witness.verifierKey, `${head.checkpoint}${line}`, head.size, at)
    },
  }))
  await pushDue(desk, head, pushes, { job: 'audit-witness', failed: 'a checkpoint was not cosigned' })
}

/** Asks from what we know that it has, and once more from what it says. */
async function cosign(desk: Desk, head: Head, witness: Witness): Promise<Cosignature> {
  const trust = (origin: string) => [signerOf(desk, origin).verifierKey]
  const known = { epoch: head.epoch, upTo: head.size, witness: witness.verifierKey, last: true } as const
  const [before] = cosignedBy(desk, trust, known)
  let old = before?.size ?? 0
  for (let tries = 0; tries < 2; tries++) {
    const { status, type, text } = await post(desk, head, witness, old)
    if (status === 200) return openCosignature(head.checkpoint, text, witness.verifierKey, desk.clock())
    if (status !== 409) throw new Error(said[status] ?? `answered ${status}`)
    const size = type.startsWith('text/x.tlog.size') && /^(0|[1-9]\d*)\n$/.test(text) ? Number(text) : NaN
    if (Number.isNaN(size) || size === old) throw new Error(said[422])
    if (size > head.size) throw new Error(`it saw ${size} events of this log, and the log has ${head.size}`)
    old = size
  }
  throw new Error('answered 409 twice')
}

const said: Readonly<Record<number, string>> = {
  403: 'answered 403: it does not trust our key',
  404: 'answered 404: it does not know this log',
  422: 'it saw other events of this log than those the log holds now',
}

async function post(desk: Desk, { size, checkpoint }: Head, { url }: Witness, old: number) {
  const proof = old > 0 && old < size ? await consistencyProof(old, size, rangeHash(desk.db)) : []
  const lines = proof.map((hash) => `${Buffer.from(hash, 'hex').toString('base64')}\n`)
  const reply = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
    method: 'POST',
    body: `old ${old}\n${lines.join('')}\n${checkpoint}`,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  })
  const text = await textWithin(reply, mostBytes)
  if (text === undefined) throw new Error('answered too much')
  return { status: reply.status, type: reply.headers.get('content-type') ?? '', text }
}
