import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/*
 * Loaded into a server before its own code (`--import`): watches how late the event loop of its main thread is, and how much of a
 * processor that thread took between two firings of a timer, which is no less than its longest task did. On SIGUSR2 writes what was
 * seen since the last to LAG_FILE, in milliseconds, and begins anew.
 */
if (isMainThread) {
  const resolution = 10
  const delays = monitorEventLoopDelay({ resolution })
  delays.enable()
  const cpuMs = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1_000
  }
  let [before, longest] = [cpuMs(), 0]
  setInterval(() => {
    const now = cpuMs()
    longest = Math.max(longest, now - before)
    before = now
  }, 1).unref()
  process.on('SIGUSR2', () => {
    // It counts from one firing of its timer to the next.
    const late = (share: number) => delays.percentile(share) / 1e6 - resolution
    writeFileSync(
      process.env.LAG_FILE!,
      JSON.stringify({
        p50: late(50),
        p99: late(99),
        p999: late(99.9),
        most: late(100),
        n: delays.count,
        longest,
      }),
    )
    delays.reset()
    longest = 0
  })
}
