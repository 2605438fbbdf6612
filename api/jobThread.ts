import { workerData } from 'node:worker_threads'
import type { Catalogue } from './acts/catalogue.ts'
import { missingKeys } from './core/access/ownKeys.ts'
import type { Config } from './core/config.ts'
import { requireDatabase } from './core/db/open.ts'
import { requireCurrentSchema } from './core/db/schemaState.ts'
import { repeatInThread } from './core/jobs/thread.ts'
import { openDesk } from './openDesk.ts'
import { withAllRooms, work } from './threads.ts'

/* What a thread started by startThread runs: the jobs of the one it was named, on a desk of its own. */
const { config, thread, actions } = workerData as {
  config: Config
  thread: keyof typeof work
  actions: Catalogue['actions']
}
// A thread makes no database and no keys: where they are gone, an empty installation would take their place.
requireDatabase(config.databaseUrl)
if (missingKeys(config).length > 0) throw new Error('keys are missing')
const desk = openDesk(
  config,
  withAllRooms.includes(thread) ? (await import('./rooms.ts')).catalogue : onlyActions(),
)
try {
  // It is loaded when it begins: over a checkout that was exchanged since the server started, it is newer than what the server made.
  await requireCurrentSchema(desk.db)
  await repeatInThread(desk, await work[thread]())
} finally {
  await desk.db.close()
}

function onlyActions(): Catalogue {
  return new Proxy({ actions } as Catalogue, {
    get(known, name) {
      if (name !== 'actions') throw new Error(`this thread is not told of ${String(name)}`)
      return known.actions
    },
  })
}
