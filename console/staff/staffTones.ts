import type { StaffMember } from '../core/dataProvider.ts'
import type { Tone } from '../core/StateChip.tsx'

/** How the status of a colleague is drawn. */
export const staffTones: Record<StaffMember['status'], Tone> = {
  active: 'good',
  invited: 'waits',
  disabled: 'wrong',
}
