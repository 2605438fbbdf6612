import { proofMark } from '../callers/queries.ts'
import { noteCount } from '../cases/queries.ts'

type Reader = Parameters<typeof noteCount>[0]

/** A short text that differs once anything about the case does: who has it open sees by it that it changed. */
export async function caseMark(
  db: Reader,
  { id, version }: { id: string; version: number },
): Promise<string> {
  const [notes, proofs] = await Promise.all([noteCount(db, id), proofMark(db, id)])
  return `${version}.${notes}.${proofs}`
}
