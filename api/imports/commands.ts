import { existsSync, writeFileSync } from 'node:fs'
import { type Commands, need, sayAside, showProgress } from '../core/command.ts'
import { Invalid } from '../core/errors.ts'
import { conflictsAside } from '../patients/recordConflicts.ts'
import { formats, type ImportFormat, importPatients } from './importPatients.ts'
import { failureOf, rejectsOf, saidOfFile, saidOfRejection, saidOfWarning, summaryOf } from './report.ts'

export const importsUsage = `  import patients --format ${Object.keys(formats).join('|')} --path P [--source URI] [--dry-run]
                  [--rejects FILE] [--email-pattern '{mrn}@example.test']
  import conflicts                 records put aside, since their number belongs to somebody else
`

const optional = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export const importsCommands: Commands = {
  async 'import patients'(ctx, values) {
    const format = need(values, 'format')
    if (!(format in formats))
      throw new Invalid({ format: `must be one of ${Object.keys(formats).join(', ')}` })
    const path = need(values, 'path')
    if (!existsSync(path)) throw new Invalid({ path: 'does not exist' })
    const rejects = optional(values.rejects)
    // Before anything is stored: a file that cannot be written would leave nobody knowing what was not.
    if (rejects) writeFileSync(rejects, '', { mode: 0o600 })
    const report = await importPatients(ctx, {
      format: format as ImportFormat,
      path,
      dryRun: values['dry-run'] === true,
      source: optional(values.source),
      emailPattern: optional(values['email-pattern']),
      onProgress: (r) =>
        showProgress(`${r.read} read, ${r.created} created, ${r.updated} updated, ${r.rejected} rejected`),
      onRejected: (rejection) => sayAside(saidOfRejection(rejection)),
      onWarning: (warning) => sayAside(saidOfWarning(warning)),
    })
    showProgress('\n')
    for (const file of [...report.fileFaults, ...report.leftAlone]) sayAside(saidOfFile(file))
    if (rejects) writeFileSync(rejects, rejectsOf(report))
    const failed = failureOf(report)
    return { json: { ...report, failed: failed ?? null }, text: summaryOf(report), bad: failed !== undefined }
  },
  async 'import conflicts'(ctx) {
    const waiting = await conflictsAside(ctx.desk.db.read)
    return {
      json: waiting,
      text: [
        `${waiting.length} records wait for a decision`,
        ...waiting.map((c) =>
          [c.found_at, c.reason, c.patient_id, c.other_patient_id ?? '', `${c.file} ${c.place}`]
            .filter(Boolean)
            .join('  '),
        ),
      ].join('\n'),
    }
  },
}
