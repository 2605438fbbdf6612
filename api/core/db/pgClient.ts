import pg from 'pg'
import { nameOfPlan } from './keptPlans.ts'

// Counts and sums arrive as text, since they may pass 2^53; ours do not.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** A peer that is gone without a word is found by the kernel within this time and its probes. */
const keepAliveMs = 10_000

const isTimeout = (error: unknown) => error instanceof Error && error.message === 'Query read timeout'

/**
 * A connection that ends no process when it dies: pg emits `error` on whichever client the socket belonged to, and the
 * pool listens only while it is idle. A statement given up leaves its answer outstanding, so its connection goes with it.
 */
export class Client extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    const given = typeof config === 'string' ? { connectionString: config } : config
    super({ keepAlive: true, keepAliveInitialDelayMillis: keepAliveMs, ...given })
    this.on('error', () => {})
    const send = this.query.bind(this) as (...args: unknown[]) => unknown
    this.query = ((first: unknown, ...others: unknown[]) => {
      const name = typeof first === 'string' ? this.planOf(first) : undefined
      const answer = send(name === undefined ? first : { name, text: first }, ...others)
      if (answer instanceof Promise)
        answer.catch((error) => {
          if (isTimeout(error)) void this.end()
        })
      return answer
    }) as typeof this.query
  }

  /** The name under which the session keeps the plan of a statement. */
  protected planOf(text: string): string | undefined {
    return nameOfPlan(text)
  }
}

/** The same through a pooler that gives each transaction another session, where no plan is found again. */
export class PooledClient extends Client {
  protected override planOf(): undefined {
    return undefined
  }
}
