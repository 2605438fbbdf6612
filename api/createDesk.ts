import type { Config } from './core/config.ts'
import type { Desk } from './core/context.ts'
import { closeMail } from './mail/sendEmail.ts'
import { openDesk } from './openDesk.ts'
import { catalogue } from './rooms.ts'

/** Builds the parts of the process, with all the house can do. The schema is not touched: see migrate. */
export const createDesk = (config: Config, clock?: () => Date, serving?: boolean): Desk =>
  openDesk(config, catalogue, clock, serving)

export async function closeDesk(desk: Desk): Promise<void> {
  await closeMail(desk)
  await desk.db.close()
}
