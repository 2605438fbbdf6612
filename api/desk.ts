import { parseArgs } from 'node:util'
import { ZodError } from 'zod'
import { adoptionCommands, adoptionUsage } from './adoption/commands.ts'
import { sealAudit, withoutPause } from './audit/seal/sealAudit.ts'
import { auditCommands, auditUsage } from './auditing/commands.ts'
import { type Commands, showProgress } from './core/command.ts'
import { ConfigError, readConfig } from './core/config.ts'
import { systemCtx } from './core/context.ts'
import { newId } from './core/db/id.ts'
import { migrate } from './core/db/migrate.ts'
import { requireDatabase } from './core/db/open.ts'
import { requireCurrentSchema } from './core/db/schemaState.ts'
import { AppError } from './core/errors.ts'
import { keepToOwner } from './core/ownerOnly.ts'
import { closeDesk, createDesk } from './createDesk.ts'
import { importsCommands, importsUsage } from './imports/commands.ts'
import { remakeSearch } from './patients/remakeSearch.ts'
import { privacyCommands, privacyUsage } from './privacy/commands.ts'
import { settingsCommands, settingsUsage } from './settings/commands.ts'
import { staffCommands, staffUsage } from './staff/commands.ts'

const usage = `npm run desk -- <command>

${staffUsage}${importsUsage}${settingsUsage}${adoptionUsage}${auditUsage}${privacyUsage}  migrate                          brings the database up to date

  --json prints one JSON document on standard output and nothing else there.
`

const commands: Commands = {
  ...adoptionCommands,
  ...auditCommands,
  ...importsCommands,
  ...privacyCommands,
  ...settingsCommands,
  ...staffCommands,
  async migrate(ctx) {
    const applied = await migrate(ctx.desk.db)
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

async function main(): Promise<number> {
  const option = { type: 'string' } as const
  const { values, positionals } = parseArgs({
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
      'dry-run': { type: 'boolean' },
      index: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  const command = commands[positionals.join(' ')]
  if (!command) {
    console.error(usage)
    return 2
  }
  const config = readConfig({ LOG_LEVEL: 'silent', ...process.env })
  // Only `migrate` and the server's start make or change a schema: a look must not, least of all under a running server.
  const changesSchema = command === commands.migrate
  if (!changesSchema) requireDatabase(config.databaseUrl)
  keepToOwner(config)
  const desk = createDesk(config)
  try {
    if (!changesSchema) await requireCurrentSchema(desk.db)
    const answer = await command(systemCtx(desk, 'command-line', newId()), values)
    console.log(values.json ? JSON.stringify(answer.json) : answer.text)
    // What this process recorded must not wait for a server that may not run; a server with another key seals it itself.
    await sealAudit(desk, withoutPause).catch((error) => console.error(`not sealed: ${error.message}`))
    return answer.bad ? 1 : 0
  } finally {
    await closeDesk(desk)
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  if (error instanceof ConfigError) for (const fault of error.faults) console.error(`configuration: ${fault}`)
  else if (error instanceof ZodError)
    for (const issue of error.issues) console.error(`${issue.path.join('.')}: ${issue.message}`)
  else console.error(error instanceof AppError || error instanceof Error ? error.message : error)
  process.exitCode = 1
}
