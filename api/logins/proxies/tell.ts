import type { Ctx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import { type PatientRow, patientById } from '../../patients/published.ts'
import { notifyOwner } from '../notifyOwner.ts'

interface Told {
  grantId: string
  proxyId: string | null
  caseId: string | null
}

/** Tells patient and proxy at every address. The proxy's link ends this access and touches no login. */
export async function tellBoth(
  trx: Trx,
  ctx: Ctx,
  patient: PatientRow,
  what: 'granted' | 'changed',
  { grantId, proxyId, caseId }: Told,
): Promise<void> {
  await notifyOwner(trx, ctx, patient, `proxy-${what}`, { caseId })
  const proxy = proxyId ? await patientById(trx, proxyId) : undefined
  if (!proxy) return
  const template = what === 'granted' ? 'proxy-named' : 'proxy-changed'
  await notifyOwner(trx, ctx, proxy, template, { caseId, onlyGrant: grantId })
}
