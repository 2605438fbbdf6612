import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { bodyOf } from '../../api/audit/event.ts'
import { beginEpoch } from '../../api/audit/seal/beginEpoch.ts'
import { signerFor } from '../../api/audit/seal/checkpoint.ts'
import { sealAudit } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { asIntruder, inLog, sealedLogForTests } from '../support/sealedLog.ts'

sealedLogForTests()

it('a log that went on with a new key is whole by the one before, which the event that says so names, and by no other', () =>
  inLog(async ({ house, write }) => {
    await write(3)
    await sealAudit(house.desk)
    const desk = { ...house.desk, auditSeed: randomBytes(32) }
    expect((await verifyAudit(desk)).faults.map(({ kind }) => kind)).toContain('signature')
    await beginEpoch(systemCtx(desk, 'test', newId()), 'new-key')
    await sealAudit(desk)
    expect(await verifyAudit(desk)).toMatchObject({ ok: true, faults: [] })
    const { id, body } = (
      await house.desk.db.read.selectFrom('audit_event').selectAll().orderBy('id').execute()
    ).find((row) => row.body.includes('audit.epoch-began'))!
    const began = JSON.parse(body)
    const { verifierKey } = signerFor(began.detail.origin, randomBytes(32))
    const forged = bodyOf({ ...began, detail: { ...began.detail, verifierKey } })
    await asIntruder(house, `update audit_event set body = '${forged}' where id = '${id}'`)
    expect((await verifyAudit(desk)).ok).toBe(false)
  }))
