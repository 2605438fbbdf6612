import { repeatInThread } from '../../jobs/thread.ts'
import { watchAccess } from './watchAccess.ts'

const everyMs = 60_000

await repeatInThread('access-watch', everyMs, (desk, stopped) => watchAccess(desk, { stopped }))
