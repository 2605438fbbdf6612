import type { CaseRow } from '../core/dataProvider.ts'

/** The queue a case is in; null while it is the desk's. */
export const queueOf = ({ status, escalatedTo }: Pick<CaseRow, 'status' | 'escalatedTo'>): string | null =>
  status === 'escalated' ? escalatedTo : null
