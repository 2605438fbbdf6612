import { parseArgs } from 'node:util'
import { ZodError } from 'zod'
import { adoptionCommands, adoptionUsage } from './adoption/commands.ts'
import { updateSchema } from './audit/proof.ts'
import { compareWithAnchors } from './audit/seal/anchors.ts'
import { sealAudit, withoutPause } from './audit/seal/sealAudit.ts'
import { auditCommands, auditUsage } from './auditing/commands.ts'
import { backupCommands, backupUsage, placeBackup } from './backup/commands.ts'
import { requireKeyFiles, requireOwnKeys } from './core/access/ownKeys.ts'
import { type Commands, showProgress } from './core/command.ts'
import { readConfig } from './core/config.ts'
import { ConfigError } from './core/configFaults.ts'
import { systemCtx } from './core/context.ts'
import { newId } from './core/db/id.ts'
import { requireDatabase } from './core/db/open.ts'
import { requireCurrentSchema } from './core/db/schemaState.ts'
import { requireRestored } from './core/db/unfinishedRestore.ts'
import { operatorHere } from './core/operator.ts'
import { keepToOwner } from './core/ownerOnly.ts'
import { closeDesk, createDesk } from './createDesk.ts'
import { duplicatesCommands, duplicatesUsage } from './duplicates/commands.ts'
import { evidenceCommands, evidenceUsage } from './evidence/commands.ts'
import { importsCommands, importsUsage } from './imports/commands.ts'
import { remakeSearch } from './patients/remakeSearch.ts'
import { privacyCommands, privacyUsage } from './privacy/commands.ts'
import { settingsCommands, settingsUsage } from './settings/commands.ts'
import { vaultCommands, vaultUsage } from './settings/vaultCommands.ts'
import { staffCommands, staffUsage } from './staff/commands.ts'

const usage = `npm run desk -- <command>

${staffUsage}${importsUsage}${duplicatesUsage}${settingsUsage}${adoptionUsage}${auditUsage}${privacyUsage}${evidenceUsage}${backupUsage}${vaultUsage}  migrate                          brings the database up to date

  --json prints one JSON document on standard output and nothing else there.
  --help after a command says how it is called, and does nothing.
`

/** How the commands are called that begin so; all of them where none does. */
function usageOf(words: readonly string[]): string {
  const [head, ...rest] = usage.split(/\n(?= {2}\w)/)
  const lines = rest.map((line) => line.replace(/\n\n[\s\S]*$/, ''))
  for (let n = words.length; n > 0; n--) {
    const begins = `  ${words.slice(0, n).join(' ')}`
    const those = lines.filter((line) => line === begins || line.startsWith(`${begins} `))
    if (those.length > 0) return [head!.trimEnd(), '', ...those].join('\n')
  }
  return usage.trimEnd()
}

export const commands: Commands = {
  ...adoptionCommands,
  ...auditCommands,
  ...backupCommands,
  ...duplicatesCommands,
  ...evidenceCommands,
  ...importsCommands,
  ...privacyCommands,
  ...settingsCommands,
  ...staffCommands,
  ...vaultCommands,
  async migrate(ctx) {
    const applied = await updateSchema(ctx.desk)
    const remade = await remakeSearch(ctx.desk.db, (done) =>
      showProgress(`search made anew for ${done} patients`),
    )
    if (remade) showProgress('\n')
    return {
      json: { upToDate: true, applied },
      text: ['The database is up to date.', ...applied.map((name) => `applied ${name}`)].join('\n'),
    }
  },
}

/** Where a command writes: its answer, and what went wrong. */
export interface Output {
  print(text: string): void
  complain(text: string): void
}

/** Runs one command. @returns the status its process ends with: 0 done, 1 refused or bad news, 2 no such command */
export async function commandLine(args: string[], env: NodeJS.ProcessEnv, output: Output): Promise<number> {
  try {
    return await run(args, env, output)
  } catch (error) {
    if (error instanceof ConfigError)
      for (const fault of error.faults) output.complain(`configuration: ${fault}`)
    else if (error instanceof ZodError)
      for (const issue of error.issues) output.complain(`${issue.path.join('.')}: ${issue.message}`)
    else output.complain(error instanceof Error ? error.message : String(error))
    return 1
  }
}

async function run(args: string[], env: NodeJS.ProcessEnv, output: Output): Promise<number> {
  const option = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      email: option,
      name: option,
      role: option,
      street: option,
      'postal-code': option,
      format: option,
      path: option,
      'email-pattern': option,
      source: option,
      rejects: option,
      map: option,
      column: { type: 'string', multiple: true },
      dates: option,
      value: option,
      checkpoint: option,
      key: { type: 'string', multiple: true },
      from: option,
      to: option,
      out: option,
      event: option,
      before: option,
      reason: option,
      recipient: { type: 'string', multiple: true },
      identity: option,
      'dry-run': { type: 'boolean' },
      index: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help || positionals[0] === 'help') {
    output.print(usageOf(positionals.filter((word) => word !== 'help')))
    return 0
  }
  const command = commands[positionals.join(' ')]
  if (!command) {
    output.complain(usageOf(positionals))
    return 2
  }
  const config = readConfig({ LOG_LEVEL: 'silent', ...env })
  // Only these and the server's start make or change a schema: a look must not, least of all under a running server.
  const changesSchema = command === commands.migrate || command === commands.restore
  if (command === commands.restore) await placeBackup(config, values)
  else if (!changesSchema) requireDatabase(config.databaseUrl)
  keepToOwner(config)
  await requireKeyFiles(config)
  const desk = createDesk(config)
  try {
    if (!changesSchema) await requireCurrentSchema(desk.db)
    // What was restored is looked at by `restore`, which says what to do about it.
    if (command !== commands.restore) {
      await requireOwnKeys(desk)
      await requireRestored(desk.db)
    }
    const ctx = { ...systemCtx(desk, 'command-line', newId()), operator: operatorHere(env) }
    const answer = await command(ctx, values)
    output.print(values.json ? JSON.stringify(answer.json) : answer.text)
    // Database and keys' folder may both be older than what was copied elsewhere.
    await compareWithAnchors(desk)
    // What this process recorded must not wait for a server that may not run; a server with another key seals it itself.
    await sealAudit(desk, withoutPause).catch((error) => output.complain(`not sealed: ${error.message}`))
    return answer.bad ? 1 : 0
  } finally {
    await closeDesk(desk)
  }
}
