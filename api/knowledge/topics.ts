import { accessCauses } from '../cases/lists.ts'

/** There is an article about each cause the diagnosis can name. */
export const topics = ['no-fault-found', ...accessCauses] as const
export type Topic = (typeof topics)[number]
