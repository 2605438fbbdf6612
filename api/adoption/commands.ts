import { createReadStream, existsSync } from 'node:fs'
import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { type Commands, need, showProgress } from '../core/command.ts'
import { transact } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import { simulate } from './figures/simulate.ts'
import { importEvents } from './importEvents.ts'
import { countEverything } from './rollup/countAdoption.ts'
import { rebuildAdoption } from './rollup/rebuild.ts'
import { noFile } from './words.ts'

export const figuresRebuilt: Action = {
  name: 'adoption.rebuilt',
  letter: 'E',
  words: { en: 'Recounted the adoption figures', es: 'Recalculó las cifras de uso' },
  watch: 'nothing',
}

export const adoptionUsage = `  adoption import --path FILE      acts told of by an outside portal, one JSON object a line
  adoption count                   counts what is noted, where no server runs
  adoption rebuild                 makes every adoption figure anew from the events
  adoption simulate                how often better, worse and intervals are wrong where the truth is known
`

const simulatedPages = 1_000

export const adoptionCommands: Commands = {
  async 'adoption import'(ctx, values) {
    const path = need(values, 'path')
    if (!existsSync(path)) throw new Invalid({ path: noFile })
    const report = await importEvents(ctx, createReadStream(path), {
      onProgress: (n) => showProgress(`${n} read`),
      onRejected: (line, reason) => process.stderr.write(`${path}:${line} rejected: ${reason}\n`),
    })
    showProgress('\n')
    return {
      json: report,
      text: `${report.read} read: ${report.noted} noted, ${report.rejected} rejected; acts told before are counted once`,
    }
  },
  async 'adoption count'(ctx) {
    const counted = await countEverything(ctx.desk, (step, n) => showProgress(`${n} ${step}`))
    showProgress('\n')
    return { json: { counted }, text: `${counted} events counted` }
  },
  async 'adoption simulate'() {
    const results = simulate(Math.random, simulatedPages)
    return {
      json: results,
      text: results.map(({ what, percent, of }) => `${percent.toFixed(1)} % of ${of}: ${what}`).join('\n'),
    }
  },
  async 'adoption rebuild'(ctx) {
    const result = await rebuildAdoption(ctx.desk, (done, all) => showProgress(`${done} of ${all} patients`))
    showProgress('\n')
    await transact(ctx.desk.db, (trx) => record(trx, ctx, figuresRebuilt, { detail: result }))
    return {
      json: result,
      text: `every figure made anew from ${result.events} events of ${result.people} patients`,
    }
  },
}
