import { act } from '../acts/act.ts'
import { decidedBy } from '../acts/review.ts'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { insertRows } from '../core/db/insertRows.ts'
import type { Trx } from '../core/db/transact.ts'
import { idParam } from '../core/http/schema.ts'
import { closeAccess } from '../logins/closeAccess.ts'
import { markStanding, moveNotes, moveNotesBack } from '../patients/mergeRecords.ts'
import { markReplaced } from '../patients/updatePatient.ts'
import type { PairState } from './lists.ts'
import * as schema from './schema.ts'
import type { PairRow } from './tables.ts'
import { type OnPair, onPair } from './target.ts'

const common = {
  letter: 'U',
  watch: 'queued',
  tag: 'Records',
  needs: 'duplicates.decide',
  params: idParam,
  reply: schema.decided,
  on: onPair,
} as const
const how = { en: 'How you know', es: 'Cómo lo sabe' }

const putRows = insertRows('record_merge_row', ['merge_id', 'moved', 'row_id'])

async function decide(
  trx: Trx,
  ctx: StaffCtx,
  row: PairRow,
  state: PairState,
  { because, note }: Pick<PairRow, 'because' | 'note'>,
) {
  await trx
    .updateTable('duplicate_pair')
    .set({ state, because, note, version: row.version + 1, ...decidedBy(ctx) })
    .where('id', '=', row.id)
    .execute()
  return { id: row.id, state }
}

/** What was done to which record: the one that is replaced first, as where a source says so. */
const aboutBoth = ({ row, survivor, replaced }: OnPair) => ({
  patientIds: [replaced!.id, survivor!.id],
  object: { type: 'duplicate-pair', id: row.id },
})

/**
 * One record takes the place of another, in the way that a source says it of two (`imports/markMerged.ts`): the replaced one leads to
 * the one that stands, and lets nobody in. Two logins are never joined: each stays with its record. What moves is kept row
 * by row, so that it can be moved back (2026-11-26).
 */
export const merge = act({
  ...common,
  name: 'duplicate-pair.merged',
  words: {
    en: 'Merged two records that are this patient’s',
    es: 'Fusionó dos expedientes que son de este paciente',
  },
  verb: { en: 'Merge the two records', es: 'Fusionar los dos expedientes' },
  at: 'POST /api/duplicates/{id}/merge',
  fresh: true,
  body: schema.merge,
  labels: {
    survivorId: { en: 'Record that stays', es: 'Expediente que se conserva' },
    because: { en: 'Why there are two', es: 'Por qué hay dos' },
    note: how,
  },
  guards: { from: ['waiting'], stranger: true, version: true, standing: true, settled: true },
  async do(trx, ctx, found, { because, note }) {
    const { row, survivor, replaced } = found
    await markReplaced(trx, ctx, replaced!.id, survivor!.id)
    await closeAccess(trx, ctx, replaced!.id)
    const moved = await moveNotes(trx, replaced!.id, survivor!.id)
    const id = newId()
    await trx
      .insertInto('record_merge')
      .values({
        ...{ id, pair_id: row.id, survivor_id: survivor!.id, replaced_id: replaced!.id },
        ...{ merged_by: ctx.actor.id, merged_at: ctx.now().toISOString() },
        ...{ unmerged_by: null, unmerged_at: null },
      })
      .execute()
    await putRows(
      trx,
      moved.map((row_id) => ({ merge_id: id, moved: 'note' as const, row_id })),
    )
    return {
      reply: await decide(trx, ctx, row, 'merged', { because, note }),
      about: aboutBoth(found),
      fields: ['replacedBy', ...(moved.length > 0 ? ['notes'] : [])],
      detail: { because, moved: moved.length },
    }
  },
})

/** They are two people: nobody is asked again, unless the records come to agree in more. */
export const keepApart = act({
  ...common,
  name: 'duplicate-pair.kept-apart',
  words: {
    en: 'Decided that this patient’s record and another one are two people’s',
    es: 'Decidió que el expediente de este paciente y otro son de dos personas',
  },
  verb: { en: 'They are different people', es: 'Son personas distintas' },
  at: 'POST /api/duplicates/{id}/keep-apart',
  body: schema.keepApart,
  labels: { because: { en: 'Why they look alike', es: 'Por qué se parecen' }, note: how },
  guards: { from: ['waiting'], stranger: true, version: true },
  async do(trx, ctx, { row }, { because, note }) {
    return {
      reply: await decide(trx, ctx, row, 'different', { because, note }),
      fields: ['state'],
      detail: { because },
    }
  },
})

/**
 * Takes a merge apart: what it moved goes back, and what came since stays with the record that stood. What it ended stays ended: links
 * and sessions of the replaced record’s login let nobody in again by themselves (2026-11-26).
 */
export const unmerge = act({
  ...common,
  name: 'duplicate-pair.unmerged',
  words: {
    en: 'Undid the merge of this patient’s record with another one',
    es: 'Deshizo la fusión del expediente de este paciente con otro',
  },
  verb: { en: 'Undo the merge', es: 'Deshacer la fusión' },
  at: 'POST /api/duplicates/{id}/unmerge',
  fresh: true,
  body: schema.unmerge,
  labels: { because: { en: 'Why it is undone', es: 'Por qué se deshace' }, note: how },
  guards: { from: ['merged'], stranger: true, version: true, undoable: true },
  async do(trx, ctx, found, { because, note }) {
    const { row, survivor, replaced } = found
    const { id } = found.merge!
    const moved = await trx
      .selectFrom('record_merge_row')
      .select('row_id')
      .where('merge_id', '=', id)
      .where('moved', '=', 'note')
      .execute()
    await moveNotesBack(
      trx,
      moved.map(({ row_id }) => row_id),
      survivor!.id,
      replaced!.id,
    )
    await markStanding(trx, ctx, replaced!.id)
    await trx
      .updateTable('record_merge')
      .set({ unmerged_by: ctx.actor.id, unmerged_at: ctx.now().toISOString() })
      .where('id', '=', id)
      .execute()
    const state = because === 'two-people' ? 'different' : 'waiting'
    return {
      reply: await decide(trx, ctx, row, state, { because, note }),
      about: aboutBoth(found),
      fields: ['replacedBy', ...(moved.length > 0 ? ['notes'] : [])],
      detail: { because, moved: moved.length },
    }
  },
})
