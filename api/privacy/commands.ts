import { type Commands, showProgress } from '../core/command.ts'
import { watchAccess } from './monitor/watchAccess.ts'

export const privacyUsage = `  privacy score                    scores every day that is over, where no server runs
`

export const privacyCommands: Commands = {
  async 'privacy score'(ctx) {
    const days = await watchAccess(ctx.desk, { onDay: showProgress })
    showProgress('\n')
    return {
      json: { days },
      text: days.length ? `${days.length} days scored, to ${days.at(-1)}` : 'nothing to score',
    }
  },
}
