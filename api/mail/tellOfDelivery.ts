import type { Happening } from '../acts/happening.ts'
import type { Tables } from '../core/db/tables.ts'

type Mail = Pick<Tables['mail'], 'id' | 'template' | 'patient_id'>

const ofInvitation = (
  { id, template, patient_id }: Mail,
  what: { kind: 'delivered'; at: string } | { kind: 'undelivered' },
): Happening[] => {
  if (template !== 'activation' || !patient_id) return []
  return [{ id: `${what.kind === 'undelivered' ? 'un' : ''}mail:${id}`, patientId: patient_id, ...what }]
}

/** An invitation that a server or the gateway took counts as delivered as long as it does not come back. */
export const delivered = (mail: Mail, at: string) => ofInvitation(mail, { kind: 'delivered', at })
export const undelivered = (mail: Mail) => ofInvitation(mail, { kind: 'undelivered' })
