import { spanOf } from '../auditing/published.ts'
import { type Commands, need } from '../core/command.ts'
import { packEvidence } from './pack.ts'

export const evidenceUsage = `  evidence --from DATE --to DATE --out DIR
                                   an archive for an assessor: the log of the span, policy, people, reviews, drills,
                                   the clause table, and a signed list of all of it; DIR is made
`

export const evidenceCommands: Commands = {
  async evidence(ctx, values) {
    const made = await packEvidence(ctx, spanOf(values), need(values, 'out'))
    return {
      json: made,
      text: [
        `${made.events} events and ${made.files.length} files in ${made.folder}`,
        made.verified ? 'The log is as it was sealed.' : 'THE LOG IS NOT AS IT WAS SEALED.',
        'To check it elsewhere: python3 verify.py VERIFIER-KEY evidence.note',
      ].join('\n'),
      bad: !made.verified,
    }
  },
}
