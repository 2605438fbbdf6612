import { newId } from '../../../api/core/db/id.ts'
import { showPair } from '../../../api/duplicates/showPair.ts'
import { aConflict } from '../../support/conflicts.ts'
import { aWrittenPair } from '../../support/duplicates.ts'
import { aCase, aPatient, must } from '../../support/people.ts'
import type { Example } from '../stage.ts'
import { aDoubt } from './call.ts'

/* Decisions of records on what a feed says of somebody it cannot be. */

const decision =
  (verb: string, body: object, chooses: boolean, damaged = false): Example =>
  async (house, { records }) => {
    const { patient, said, row, at } = await aConflict(house)
    const write = house.owner.write
    const conflict = (change: { decision?: 'feed-wrong'; version?: number; record?: string }) =>
      write.updateTable('record_conflict').set(change).where('id', '=', row.id).execute()
    if (damaged) await conflict({ record: 'damaged' })
    const asked = {
      note: 'Asked the clinic that sent it',
      // Both are at their first version.
      version: 2,
      ...(chooses && { patientId: patient.id }),
      ...body,
    }
    return {
      by: records,
      path: `${at}/${verb}`,
      body: asked,
      patientId: patient.id,
      breaks: {
        from: () => conflict({ decision: 'feed-wrong', record: '' }),
        version: () => conflict({ version: 7 }),
        readable: () => conflict({ record: 'damaged' }),
        unreadable: () => conflict({ record: row.record }),
        fit: () =>
          conflict({ record: house.desk.keys.seal(JSON.stringify({ ...said, birthDate: 'unknown' })) }),
        stranger: () =>
          write
            .updateTable('staff')
            .set({ own_patient_id: patient.id })
            .where('id', '=', records.id)
            .execute(),
        standing: async () => {
          const into = await aPatient(house)
          await write
            .updateTable('patient')
            .set({ replaced_by: into.id })
            .where('id', '=', patient.id)
            .execute()
        },
        unclaimed: async () => {
          const third = await aPatient(house)
          await write
            .updateTable('patient_identifier')
            .set({ patient_id: third.id })
            .where('patient_id', '=', patient.id)
            .execute()
        },
      },
    }
  }

/** Decisions of records on two records that may be one person’s. */
const ofPair =
  (verb: 'merge' | 'keep-apart' | 'unmerge', because: string): Example =>
  async (house, { records, helpdesk }) => {
    const { patient, second, row, at } = await aWrittenPair(house)
    const write = house.owner.write
    const version = async () => must(await records.get(at), showPair).version
    const replace = (id: string, by: string | null) =>
      write.updateTable('patient').set({ replaced_by: by }).where('id', '=', id).execute()
    if (verb === 'unmerge') {
      await replace(second.id, patient.id)
      await write.updateTable('duplicate_pair').set({ state: 'merged' }).where('id', '=', row.id).execute()
      const ids = { id: newId(), pair_id: row.id, survivor_id: patient.id, replaced_id: second.id }
      const by = { merged_by: records.id, merged_at: house.desk.clock().toISOString() }
      await write
        .insertInto('record_merge')
        .values({ ...ids, ...by, unmerged_by: null, unmerged_at: null })
        .execute()
    }
    return {
      by: records,
      path: `${at}/${verb}`,
      body: {
        ...{ because, note: 'Asked them both', version: await version() },
        ...(verb === 'merge' && { survivorId: patient.id }),
      },
      patientId: patient.id,
      besides: [second.id],
      breaks: {
        from: () =>
          write.updateTable('duplicate_pair').set({ state: 'different' }).where('id', '=', row.id).execute(),
        version: () =>
          write.updateTable('duplicate_pair').set({ version: 70 }).where('id', '=', row.id).execute(),
        stranger: () =>
          write
            .updateTable('staff')
            .set({ own_patient_id: second.id })
            .where('id', '=', records.id)
            .execute(),
        standing: async () => replace(second.id, (await aPatient(house)).id),
        settled: async () => aDoubt(house, second.id, (await aCase(helpdesk, second.id)).id, helpdesk.id),
        undoable: () => replace(second.id, null),
      },
    }
  }

export const recordsExamples: Record<string, Example> = {
  'record-conflict.taken-over': decision('take-over', {}, true),
  'record-conflict.made-new': decision('make-new', {}, false),
  'record-conflict.kept': decision('keep-ours', { because: 'number' }, false),
  'duplicate-pair.merged': ofPair('merge', 'registered-twice'),
  'duplicate-pair.kept-apart': ofPair('keep-apart', 'twins'),
  'duplicate-pair.unmerged': ofPair('unmerge', 'two-people'),
  'record-conflict.discarded': decision('discard', {}, false, true),
}
