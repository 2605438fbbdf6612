import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { bodyOf, eventOf } from '../../api/audit/event.ts'
import { proofOf } from '../../api/audit/proof.ts'
import { record } from '../../api/audit/record.ts'
import { readHead } from '../../api/audit/seal/head.ts'
import { leafHash } from '../../api/audit/seal/merkle.ts'
import { proveEvent } from '../../api/audit/seal/proveEvent.ts'
import { purgeAudit, purged } from '../../api/audit/seal/purgeAudit.ts'
import { reindex } from '../../api/audit/seal/reindex.ts'
import { refusedHere, sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import type { Ctx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { engine, type House } from '../support/harness.ts'
import { must } from '../support/people.ts'
import {
  asIntruder,
  bodyAt,
  idAt,
  inLog,
  patientOf,
  sealedLogForTests,
  verdictOn,
} from '../support/sealedLog.ts'

sealedLogForTests()

describe('verification of the audit log', () => {
  it('finds an untouched log as it was sealed, against a checkpoint of now and one of before', () =>
    inLog(async ({ verify, house, write }) => {
      const before = (await readHead(house.desk.db.read))!.checkpoint
      await write(50)
      await sealAudit(house.desk)
      const untouched = { ok: true, size: 650, purged: 0, pending: 0, faults: [] }
      expect(await verify(before)).toMatchObject(untouched)
      // A long log is gone through on threads.
      expect(await verifyAudit(house.desk, { checkpoint: before, threads: 2 })).toMatchObject(untouched)
    }))

  it('names an event that was edited', async () => {
    const result = await verdictOn(
      `update audit_event set body = replace(body, 'shown', 'noted') where id = ${idAt(317)}`,
    )
    expect(result).toMatchObject({ ok: false, faults: [{ kind: 'edited', leafIndex: 317 }] })
  })

  it('names an event that was edited together with its leaf hash', () =>
    inLog(async ({ house, verify }) => {
      const { body } = (
        await sql<{ body: string }>`${sql.raw(`select ${bodyAt(317)} as body`)}`.execute(house.desk.db.write)
      ).rows[0]!
      const forged = bodyOf({ ...eventOf(body), patientIds: [patientOf(3)], action: 'case.closed' })
      await asIntruder(
        house,
        `update audit_event set body = '${forged}' where id = ${idAt(317)}`,
        `update audit_leaf set leaf_hash = '${leafHash(forged)}' where leaf_index = 317`,
      )
      expect(await verify()).toMatchObject({ ok: false, faults: [{ kind: 'edited', leafIndex: 317 }] })
    }))

  it('narrows to kept nodes and checkpoints an event replaced with its leaf where the index tells nothing', () =>
    inLog(async ({ house, verify }) => {
      const { body } = (
        await sql<{ body: string }>`${sql.raw(`select ${bodyAt(317)} as body`)}`.execute(house.desk.db.write)
      ).rows[0]!
      const forged = bodyOf({ ...eventOf(body), detail: { forged: true } })
      await asIntruder(
        house,
        `update audit_event set body = '${forged}' where id = ${idAt(317)}`,
        `update audit_leaf set leaf_hash = '${leafHash(forged)}' where leaf_index = 317`,
      )
      const result = await verify()
      expect(result.faults).toMatchObject([{ kind: 'edited' }])
      expect(result.faults[0]!.leafIndex).toBeGreaterThanOrEqual(256)
      expect(result.faults[0]!.message).toMatch(/leaves 256 to 399/)
    }))

  it('names an event that was deleted, with its leaf and without', async () => {
    expect(await verdictOn(`delete from audit_event where id = ${idAt(200)}`)).toMatchObject({
      ok: false,
      faults: [{ kind: 'deleted', leafIndex: 200 }],
    })
    expect(
      await verdictOn(
        `delete from audit_event where id = ${idAt(200)}`,
        'delete from audit_leaf where leaf_index = 200',
      ),
    ).toMatchObject({ ok: false, faults: [{ kind: 'deleted', leafIndex: 200 }] })
  })

  it('names an event that was inserted past the sealer', async () => {
    const id = newId()
    const body = bodyOf({
      id,
      at: new Date().toISOString(),
      actorType: 'system',
      action: 'case.shown',
      outcome: 'success',
    })
    expect(await verdictOn(`insert into audit_event (id, body) values ('${id}', '${body}')`)).toMatchObject({
      ok: false,
      faults: [{ kind: 'inserted', eventId: id }],
    })
    expect(
      await verdictOn(
        `insert into audit_event (id, body) values ('${id}', '${body}')`,
        `insert into audit_leaf (leaf_index, event_id, leaf_hash) values (600, '${id}', '${leafHash(body)}')`,
      ),
    ).toMatchObject({ ok: false, faults: [{ kind: 'inserted', leafIndex: 600, eventId: id }] })
  })

  it('names an event inserted in the middle, where those after it moved up', async () => {
    const id = newId()
    const body = bodyOf({
      id,
      at: new Date().toISOString(),
      actorType: 'system',
      action: 'case.shown',
      outcome: 'success',
    })
    const result = await verdictOn(
      `insert into audit_event (id, body) values ('${id}', '${body}')`,
      'update audit_leaf set leaf_index = -leaf_index - 1 where leaf_index >= 300',
      'update audit_leaf set leaf_index = -leaf_index where leaf_index < 0',
      `insert into audit_leaf (leaf_index, event_id, leaf_hash) values (300, '${id}', '${leafHash(body)}')`,
    )
    expect(result.faults[0]).toMatchObject({ kind: 'inserted' })
  })

  const waitingOne = async (house: House) =>
    (
      await house.desk.db.write
        .selectFrom('audit_pending as p')
        .innerJoin('audit_event as e', 'e.id', 'p.event_id')
        .select(['e.id', 'e.body', 'p.proof'])
        .execute()
    )[0]!
  const foreign = (eventId: string) => ({
    kind: 'inserted',
    eventId,
    message: expect.stringMatching(/did not write it/),
  })
  /** What sealing leaves behind: the event is no part of the log, which says when it was found. */
  async function expectRefused({ house, verify }: Parameters<Parameters<typeof inLog>[0]>[0], id: string) {
    expect((await verify()).faults[0]).toMatchObject(foreign(id))
    await sealAudit(house.desk)
    await sealAudit(house.desk)
    expect(refusedHere(house.desk)).toEqual([id])
    expect((await house.rows('audit_leaf')).map((leaf) => leaf.event_id)).not.toContain(id)
    expect((await house.audit('audit.event-refused')).map((event) => event.objectId)).toEqual([id])
    expect((await verify()).faults[0]).toMatchObject({ kind: 'inserted', eventId: id })
  }

  it('names an event that was put where events wait, under another’s name and an earlier time, and never seals it', () =>
    inLog(async (log) => {
      await log.write(1)
      const own = await waitingOne(log.house)
      const at = new Date(Date.now() - 7 * 86_400_000)
      const id = newId(at.getTime())
      const body = bodyOf({ ...eventOf(own.body), id, at: at.toISOString(), actorId: 'a supervisor' })
      await asIntruder(
        log.house,
        `insert into audit_event (id, body) values ('${id}', '${body}')`,
        // The proof of another event is none of this one.
        `insert into audit_pending (event_id, proof) values ('${id}', '${own.proof}')`,
      )
      await expectRefused(log, id)
    }))

  it.runIf(engine === 'sqlite')('tells once of an event whose id is no text, and seals what else waits', () =>
    inLog(async ({ house, write }) => {
      await asIntruder(
        house,
        "insert into audit_event (id, body) values (cast(x'ff' as text), '{}')",
        "insert into audit_pending (event_id, proof) values (cast(x'ff' as text), 'x')",
      )
      for (let round = 0; round < 3; round++) await sealAudit(house.desk, withoutPause)
      expect(await house.audit('audit.event-refused')).toHaveLength(1)
      await write(1)
      await sealAudit(house.desk)
      expect((await readHead(house.desk.db.read))!.size).toBe(602)
    }),
  )

  it('names an event that was altered while it waited, and never seals it', () =>
    inLog(async (log) => {
      await log.write(1)
      const { id } = await waitingOne(log.house)
      await asIntruder(
        log.house,
        `update audit_event set body = replace(body, 'success', 'failure') where id = '${id}'`,
      )
      await expectRefused(log, id)
    }))

  it('names two events that were swapped, alone and together with their leaves', async () => {
    const text = (await verdictOn()).faults
    expect(text).toEqual([])
    expect(
      await verdictOn(
        `create table swap as select ${idAt(100)} as a, ${bodyAt(100)} as body_a, ${idAt(350)} as b, ${bodyAt(350)} as body_b`,
        'update audit_event set body = (select body_b from swap) where id = (select a from swap)',
        'update audit_event set body = (select body_a from swap) where id = (select b from swap)',
        'drop table swap',
      ),
    ).toMatchObject({ ok: false, faults: [{ kind: 'swapped', leafIndex: 100 }] })
    expect(
      await verdictOn(
        'update audit_leaf set leaf_index = -1 where leaf_index = 100',
        'update audit_leaf set leaf_index = 100 where leaf_index = 350',
        'update audit_leaf set leaf_index = 350 where leaf_index = -1',
      ),
    ).toMatchObject({ ok: false, faults: [{ kind: 'swapped', leafIndex: 100 }] })
  })

  it('names a root that is kept for proofs and was edited, and no proof is made from it', () =>
    inLog(async ({ house, verify }) => {
      await asIntruder(
        house,
        `update audit_node set hash = '${leafHash('another')}' where level = 8 and position = 1`,
      )
      expect(await verify()).toMatchObject({ ok: false, faults: [{ kind: 'edited', leafIndex: 256 }] })
      const id = (await house.rows('audit_leaf')).find((leaf) => leaf.leaf_index === 10)!.event_id
      await expect(proveEvent(house.desk.db, id)).rejects.toThrow(/does not lead to its signed root/)
    }))

  it('names where a log was truncated', async () => {
    expect(await verdictOn('delete from audit_leaf where leaf_index >= 550')).toMatchObject({
      ok: false,
      faults: [{ kind: 'truncated', leafIndex: 550 }],
    })
  })

  it('tells of an event kept from being sealed beside a server that ran, and of one removed before it was', () =>
    inLog(async ({ house, write, verify }) => {
      await write(1)
      house.later(4)
      expect((await verify()).ok).toBe(true)
      house.later(60)
      // As after a crash: nothing since says that anybody could have sealed it.
      expect(await verify()).toMatchObject({ ok: true, pending: 1 })
      expect((await house.call('GET', '/readyz')).status).toBe(200)
      expect(await verify()).toMatchObject({ ok: false, pending: 1, faults: [{ kind: 'pending-too-long' }] })
      await house.desk.db.write.deleteFrom('write_probe').execute()
      expect((await verify()).ok).toBe(true)
      await write(1)
      expect(await verify()).toMatchObject({ ok: false, pending: 2, faults: [{ kind: 'pending-too-long' }] })
      await asIntruder(house, 'delete from audit_event where id in (select event_id from audit_pending)')
      expect(await verify()).toMatchObject({ ok: false, faults: [{ kind: 'deleted', leafIndex: null }] })
    }))

  it('tells when the pending mark of an unsealed event was removed', () =>
    inLog(async ({ house, write, verify }) => {
      await write(1)
      await asIntruder(house, 'delete from audit_pending')
      expect(await verify()).toMatchObject({ ok: false, faults: [{ kind: 'inserted', leafIndex: null }] })
    }))

  it('tells when the search index hides an access, and the index can be made anew from the events', async () => {
    for (const statement of [
      `delete from audit_patient where leaf_index = 42`,
      `delete from audit_search where leaf_index = 42`,
      `update audit_search set actor = actor + 1 where leaf_index = 42`,
      `update audit_search set kind = (select min(kind) from audit_kind where kind <> audit_search.kind) where leaf_index = 42`,
    ])
      await inLog(async ({ house, ctx, verify }) => {
        await asIntruder(house, statement)
        expect(await verify(), statement).toMatchObject({ ok: false, faults: [{ kind: 'index' }] })
        await reindex(ctx)
        await sealAudit(house.desk)
        expect(await verify()).toMatchObject({ ok: true, size: 601 })
      })
  })

  it('seals bytes that hold no event without stopping for them', () =>
    inLog(async ({ house, verify, write }) => {
      const event = { id: newId(), body: 'not json' }
      await asIntruder(
        house,
        `insert into audit_event (id, body) values ('${event.id}', '${event.body}')`,
        `insert into audit_pending (event_id, proof) values ('${event.id}', '${proofOf(house.desk.keys, event)}')`,
      )
      await write(1)
      await sealAudit(house.desk)
      expect((await verify()).faults).toMatchObject([{ kind: 'index', leafIndex: 600 }])
      const officer = await house.signIn('privacy-officer')
      expect(must(await officer.get('/api/audit?sort=["at","ASC"]'))[0]).toMatchObject({
        action: 'unreadable',
      })
    }))
})

describe('retention', () => {
  const years = (ctx: Ctx, n: number) => {
    const date = new Date(ctx.now())
    date.setUTCFullYear(date.getUTCFullYear() - n)
    return date
  }

  it('refuses to purge what is younger than six years', () =>
    inLog(async ({ ctx, verify }) => {
      await expect(purgeAudit(ctx, years(ctx, 5))).rejects.toThrow(/6 years/)
      await expect(purgeAudit(ctx, new Date('not a date'))).rejects.toThrow()
      expect(await verify()).toMatchObject({ ok: true, purged: 0 })
    }))

  it('drops payloads, keeps leaf hashes, and the log still verifies against checkpoints from before', () =>
    inLog(async ({ house, ctx, verify, write }) => {
      house.later(7 * 366 * 86_400)
      await write(30)
      await sealAudit(house.desk)
      const purged = await purgeAudit(ctx, years(ctx, 6))
      expect(purged).toMatchObject({ leaves: 600, removed: 600 })
      await sealAudit(house.desk)
      expect(await verify()).toMatchObject({ ok: true, size: 631, purged: 600, faults: [] })
      expect((await house.rows('audit_leaf')).length).toBe(631)
      expect((await house.rows('audit_search')).length).toBe(31)
      expect((await house.rows('audit_patient')).every((row) => row.leaf_index >= 600)).toBe(true)
      await expect(sql.raw('delete from audit_event').execute(house.owner.write)).rejects.toThrow(
        /append-only/,
      )
      expect(await purgeAudit(ctx, years(ctx, 6))).toMatchObject({ removed: 0 })
    }))

  it('does not take rows that vanished for purged ones, whatever an unsigned record says', () =>
    inLog(async ({ house, ctx, verify }) => {
      await transact(house.desk.db, (trx) =>
        record(trx, ctx, purged, {
          detail: {
            rows: 10,
            statement: 'x/portal-audit/epoch-1\npurge\n10\n2020-01-01T00:00:00.000Z\n\n— x AAAA\n',
          },
        }),
      )
      await sealAudit(house.desk)
      await asIntruder(
        house,
        'delete from audit_event where id in (select event_id from audit_leaf where leaf_index < 10)',
        'delete from audit_search where leaf_index < 10',
        'delete from audit_patient where leaf_index < 10',
      )
      expect(await verify()).toMatchObject({ ok: false, faults: [{ kind: 'deleted', leafIndex: 0 }] })
    }))
})
