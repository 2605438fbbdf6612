import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { type Commands, showProgress } from '../core/command.ts'
import { transact } from '../core/db/transact.ts'
import { findPairs } from './findPairs.ts'
import { countPairs } from './queries.ts'

export const duplicatesSearched: Action = {
  name: 'duplicates.searched',
  letter: 'E',
  words: {
    en: 'Looked for records that may be the same person’s',
    es: 'Buscó expedientes que pueden ser de la misma persona',
  },
  watch: 'nothing',
}

export const duplicatesUsage = `  duplicates find                  compares who is new or changed, as the server does by itself
`

export const duplicatesCommands: Commands = {
  async 'duplicates find'(ctx) {
    const found = await findPairs(ctx.desk, {
      onStep: (so) => showProgress(`${so.compared} compared, ${so.found} pairs found`),
    })
    showProgress('\n')
    await transact(ctx.desk.db, (trx) => record(trx, ctx, duplicatesSearched, { detail: { ...found } }))
    const pairs = (await countPairs(ctx.desk.db.read)).map(({ n, ...of }) => ({ ...of, n: Number(n) }))
    const many = (state: string, band?: string) =>
      pairs
        .filter((one) => one.state === state && (band === undefined || one.band === band))
        .reduce((sum, { n }) => sum + n, 0)
    return {
      json: { ...found, pairs },
      text: [
        `${found.compared} patients compared: ${found.found} pairs found, ${found.dropped} dropped`,
        `waiting: ${many('waiting', 'likely')} likely, ${many('waiting', 'possible')} possible`,
        `decided: ${many('merged')} merged, ${many('different')} different people`,
      ].join('\n'),
    }
  },
}
