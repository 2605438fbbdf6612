import { bindRecords } from '../../api/audit/seal/bindRecords.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import type { House } from './harness.ts'

/** Seals and binds all there is, past what transactions under way may still write. */
export async function bind(house: House): Promise<boolean> {
  house.later(120)
  const made = await bindRecords(house.desk)
  await sealAudit(house.desk, withoutPause)
  return made
}

/** What a verification finds in what is sealed: the kind of each fault, and what it is about. */
export async function faultsIn(house: House): Promise<string[]> {
  const { faults } = await verifyAudit(house.desk, { index: false, threads: 0 })
  return faults.map(({ kind, message }) => `${kind} ${message.split(':')[0]}`)
}
