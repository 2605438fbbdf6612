import { hostname } from 'node:os'
import { type Desk, systemCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { transact } from '../core/db/transact.ts'
import { version } from '../core/version.ts'
import type { Action } from './action.ts'
import { record } from './record.ts'
import { isAddress } from './seal/anchors.ts'

export const serverStarted: Action = {
  name: 'server.started',
  letter: 'E',
  words: { en: 'The server started recording', es: 'El servidor empezó a registrar' },
  watch: 'nothing',
}
export const serverStopped: Action = {
  name: 'server.stopped',
  letter: 'E',
  words: { en: 'The server stopped', es: 'El servidor se detuvo' },
  watch: 'nothing',
}

/** When the log was written and when it was not is part of the log: 170.210(e)(2). */
export function recordStatus(desk: Desk, action: Action): Promise<void> {
  return transact(desk.db, (trx) =>
    record(trx, systemCtx(desk, 'server', newId()), action, {
      detail: { node: hostname(), ...(action === serverStarted && set(desk)) },
    }),
  )
}

/** An address without what may be a secret in it: no user, path or query. */
const withoutSecrets = (address: string) => {
  const { protocol, host } = new URL(address)
  return `${protocol}//${host}`
}

/** What runs and how it is set, so that a receiver taken away or a proxy trusted leaves a trace; no secret, and no path. */
function set({ config, db }: Desk) {
  const { audit, backups, checkpointTargets } = config
  const on = Object.entries({
    mail: config.smtpUrl !== undefined,
    texts: config.sms !== undefined,
    proofing: config.proofing !== undefined,
    backups: backups !== undefined,
    'metrics-token': config.metricsToken !== undefined,
    'audit-read-token': audit.readToken !== undefined,
    'audit-webhook': audit.webhook !== undefined,
    'audit-syslog': audit.syslog !== undefined,
    'trusted-proxy': config.trustProxy,
  })
  return {
    version,
    runtime: process.version,
    database: db.engine,
    address: withoutSecrets(config.publicUrl),
    anchors: checkpointTargets.map((target) => (isAddress(target) ? withoutSecrets(target) : 'a folder')),
    receivers: [
      ...(audit.webhook ? [withoutSecrets(audit.webhook.url)] : []),
      ...(audit.syslog ? [`syslog://${audit.syslog.host}:${audit.syslog.port}`] : []),
    ],
    on: on.filter(([, is]) => is).map(([name]) => name),
  }
}
