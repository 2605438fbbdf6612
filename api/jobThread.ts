import { workerData } from 'node:worker_threads'
import type { Config } from './core/config.ts'
import { repeatInThread } from './core/jobs/thread.ts'
import { closeDesk, createDesk } from './createDesk.ts'
import { threads } from './jobs.ts'

/* What a thread started by startThread runs: the job it was named, on a desk of its own. */
const { config, job } = workerData as { config: Config; job: keyof typeof threads }
const desk = createDesk(config)
await repeatInThread(desk, job, threads[job])
await closeDesk(desk)
