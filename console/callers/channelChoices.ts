import type { Patient } from '../core/dataProvider.ts'
import type { Say } from '../core/words/useWords.ts'

/** The contacts on file that something can be sent to, as what a choice offers. */
export const channelChoices = (say: Say, { channels }: Patient) =>
  channels
    .filter(({ unreachable }) => unreachable === null)
    .map(({ id, system, masked }) => ({ id, name: say(`desk.callBack.${system}`, { masked }) }))
