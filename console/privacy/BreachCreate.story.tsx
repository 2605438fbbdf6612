import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import BreachCreate from './BreachCreate.tsx'

const page = <BreachCreate />
const role = 'privacy-officer'

/** A form is as full as it is empty: nothing is read for it but the acts. */
export const stories: Stories = {
  empty: { role, page, network: {} },
  loading: { role, page, network: { '/api/acts': never } },
  error: { role, page, network: { '/api/acts': down } },
  full: { role, page, network: {} },
}
