import { workerData } from 'node:worker_threads'
import { missingKeys } from './core/access/ownKeys.ts'
import type { Config } from './core/config.ts'
import { requireDatabase } from './core/db/open.ts'
import { repeatInThread } from './core/jobs/thread.ts'
import { closeDesk, createDesk } from './createDesk.ts'
import { threads } from './jobs.ts'

/* What a thread started by startThread runs: the jobs of the one it was named, on a desk of its own. */
const { config, thread } = workerData as { config: Config; thread: keyof typeof threads }
// A thread makes no database and no keys: where they are gone, an empty installation would take their place.
requireDatabase(config.databaseUrl)
if (missingKeys(config).length > 0) throw new Error('keys are missing')
const desk = createDesk(config)
await repeatInThread(desk, threads[thread].jobs)
await closeDesk(desk)
