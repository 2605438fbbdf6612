import os from 'node:os'

/** A thread of work leaves the processor to the one that answers, but not so much that it holds a lock for long. */
const niceness = 5

/**
 * Asked by a thread of work of itself. It is a process's elsewhere, and a thread's on Linux, which takes 0 for the one that asks; some
 * supervisors forbid it, and work goes on as it is.
 */
export function yieldToOthers(): void {
  if (process.platform !== 'linux') return
  try {
    os.setPriority(0, niceness)
  } catch (error) {
    if (!['EPERM', 'EACCES'].includes((error as { info?: { code: string } }).info?.code ?? '')) throw error
  }
}
