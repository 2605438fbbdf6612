/** Who has a case open: each open stream is one of them. */
interface Watcher {
  id: string
  name: string
}

/*
 * Who is in which case now, by the streams that this process holds open. It is gone with the connection and stored nowhere: that
 * somebody looked is in the log already, and when they left is nobody's business. So it is each process's own; with several of
 * them, who works through another is not seen here, and the version and what the stream tells still guard the case (2026-11-26).
 */
const watching = new Map<string, Set<Watcher>>()

/** Enters a case. @returns how to leave it */
export function enter(caseId: string, { id, name }: Watcher): () => void {
  const one = { id, name }
  const there = watching.get(caseId) ?? new Set()
  watching.set(caseId, there.add(one))
  return () => {
    there.delete(one)
    if (there.size === 0) watching.delete(caseId)
  }
}

/** Who else has a case open, each once, however many windows they have. */
export function othersIn(caseId: string, me: string): Watcher[] {
  const others = [...(watching.get(caseId) ?? [])].filter(({ id }) => id !== me)
  return [...new Map(others.map((one) => [one.id, one])).values()].sort((a, b) =>
    a.name.localeCompare(b.name),
  )
}
