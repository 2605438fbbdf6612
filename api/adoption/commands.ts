import { statSync } from 'node:fs'
import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { type Commands, need, sayAside, showProgress } from '../core/command.ts'
import { transact } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import { simulate } from './figures/simulate.ts'
import { simulatePlaces } from './figures/simulatePlaces.ts'
import { simulateStudies } from './figures/simulateStudies.ts'
import { importEvents } from './importEvents.ts'
import { countEverything } from './rollup/countAdoption.ts'
import { rebuildAdoption, recountWhereDue } from './rollup/rebuild.ts'
import { noFile } from './words.ts'

export const figuresRebuilt: Action = {
  name: 'adoption.rebuilt',
  letter: 'E',
  words: { en: 'Recounted the adoption figures', es: 'Recalculó las cifras de uso' },
  watch: 'nothing',
}

export const adoptionUsage = `  adoption import --path FILE [--dry-run]   acts told of by an outside portal, one JSON object a line, plain or gzip
  adoption count                   counts what is noted, where no server runs
  adoption rebuild                 makes every adoption figure anew from the events, beside those shown; goes on where it was broken off
  adoption simulate                how often better, worse and intervals are wrong where the truth is known
`

const simulatedPages = 1_000

export const adoptionCommands: Commands = {
  async 'adoption import'(ctx, values) {
    const path = need(values, 'path')
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Invalid({ path: noFile })
    const report = await importEvents(ctx, path, {
      dryRun: values['dry-run'] === true,
      onProgress: (n) => showProgress(`${n} read`),
      onRejected: (line, reason) => sayAside(`${path}:${line} rejected: ${reason}`),
    })
    showProgress('\n')
    return {
      json: report,
      text: [
        `${report.read} read: ${report.noted} noted, ${report.waiting} wait for a patient with their number, ${report.rejected} rejected; acts told before are counted once`,
        report.dryRun && 'dry run: nothing was stored',
        report.failed && `failed: ${report.failed}`,
      ]
        .filter(Boolean)
        .join('; '),
      // A feed of which no number is known is as wrong as one whose lines are.
      bad: report.failed !== null || report.rejected > 0 || (report.waiting > 0 && report.noted === 0),
    }
  },
  async 'adoption count'(ctx) {
    await recountWhereDue(ctx.desk, {
      onProgress: (done, all) => showProgress(`${done} of ${all} patients counted anew`),
    })
    const counted = await countEverything(ctx.desk, (step, n) => showProgress(`${n} ${step}`))
    showProgress('\n')
    return { json: { counted }, text: `${counted} events counted` }
  },
  async 'adoption simulate'() {
    const results = [
      ...simulate(Math.random, simulatedPages),
      ...simulatePlaces(Math.random, simulatedPages),
      ...simulateStudies(Math.random, simulatedPages),
    ]
    return {
      json: results,
      text: results.map(({ what, percent, of }) => `${percent.toFixed(1)} % of ${of}: ${what}`).join('\n'),
    }
  },
  async 'adoption rebuild'(ctx) {
    const result = await rebuildAdoption(ctx.desk, {
      onProgress: (done, all) => showProgress(`${done} of ${all} patients`),
    })
    showProgress('\n')
    if (!result)
      return {
        json: null,
        text: 'another process is counting the figures anew; nothing was done here',
        bad: true,
      }
    await transact(ctx.desk.db, (trx) => record(trx, ctx, figuresRebuilt, { detail: result }))
    return {
      json: result,
      text: `every figure made anew from ${result.events} events of ${result.people} patients`,
    }
  },
}
