import type { VisitKind } from '../../api/appointments/lists.ts'
import type { SlotRow } from '../../api/appointments/tables.ts'
import { hospitalDay } from '../../api/core/calendar.ts'
import { newId } from '../../api/core/db/id.ts'
import type { House, Person } from './harness.ts'

export interface TestClinic {
  id: string
  providerId: string
  /** Of the role clinic, and of this one. */
  staff: Person
}

/** A clinic with somebody who works in its inbox, and somebody to be seen by. */
export async function aClinic(house: House, staff?: Person): Promise<TestClinic> {
  const [id, providerId] = [newId(), newId()]
  const { write } = house.owner
  await write
    .insertInto('clinic')
    .values({ id, external_id: id, name: 'Elm Street Clinic', other_portal: null })
    .execute()
  await write
    .insertInto('provider')
    .values({ id: providerId, external_id: providerId, name: 'Dr. Ines Okafor', clinic_id: id })
    .execute()
  staff ??= await house.signIn('clinic')
  await write
    .insertInto('staff_clinic')
    .values({ staff_id: staff.id, clinic_id: id })
    .onConflict((oc) => oc.column('staff_id').doUpdateSet({ clinic_id: id }))
    .execute()
  return { id, providerId, staff }
}

/** A time for a visit, free and some hours ahead unless said otherwise. */
export async function aSlot(
  house: House,
  clinic: Pick<TestClinic, 'id' | 'providerId'>,
  {
    hours = 72,
    kind = 'follow-up' as VisitKind,
    ...over
  }: { hours?: number; kind?: VisitKind } & Partial<SlotRow> = {},
): Promise<SlotRow> {
  const now = house.desk.clock()
  const starts = new Date(now.getTime() + hours * 3_600_000)
  const row: SlotRow = {
    id: newId(),
    clinic_id: clinic.id,
    provider_id: clinic.providerId,
    kind,
    day: hospitalDay(starts, 'UTC'),
    starts_at: starts.toISOString(),
    ends_at: new Date(starts.getTime() + 1_800_000).toISOString(),
    status: 'free',
    held_for: null,
    held_until: null,
    withdrawn_at: null,
    made_by: null,
    created_at: now.toISOString(),
    ...over,
  }
  await house.owner.write.insertInto('slot').values(row).execute()
  return row
}
