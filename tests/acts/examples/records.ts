import { aConflict } from '../../support/conflicts.ts'
import { aPatient } from '../../support/people.ts'
import type { Example } from '../stage.ts'

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

export const recordsExamples: Record<string, Example> = {
  'record-conflict.taken-over': decision('take-over', {}, true),
  'record-conflict.made-new': decision('make-new', {}, false),
  'record-conflict.kept': decision('keep-ours', { because: 'number' }, false),
  'record-conflict.discarded': decision('discard', {}, false, true),
}
