import Database from 'better-sqlite3'

/**
 * What SQLite is asked while something is done, statement by statement, and how many rows each answered or changed: what an answer
 * takes depends on it, and on a busy machine it is told exactly where time is not.
 */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ result: T; asked: string[] }> {
  const asked: string[] = []
  const db = new Database(':memory:')
  const statement = Object.getPrototypeOf(db.prepare('select 1'))
  db.close()
  const { all, run } = statement
  // Where a turn's read transaction begins and ends goes by the turn, and what was set is read anew once a second, whatever is asked.
  const byTheClock = /^(begin|commit|rollback)\b|^select "name", "value" from "setting"$/
  const note = (source: string, rows: number) => byTheClock.test(source) || asked.push(`${rows} of ${source}`)
  statement.all = function (...given: unknown[]) {
    const rows = all.apply(this, given)
    note(this.source, rows.length)
    return rows
  }
  statement.run = function (...given: unknown[]) {
    const done = run.apply(this, given)
    note(this.source, done.changes)
    return done
  }
  try {
    return { result: await work(), asked }
  } finally {
    Object.assign(statement, { all, run })
  }
}
