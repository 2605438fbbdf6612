const last = new Map<string, Promise<void>>()

/**
 * Runs work for one name after the other, in the order it came, within this process. Attempts with one name that are
 * under way at once would each count against the others before any is known to be wrong.
 */
export async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  const before = last.get(name)
  const { promise, resolve } = Promise.withResolvers<void>()
  last.set(name, promise)
  await before
  try {
    return await work()
  } finally {
    resolve()
    if (last.get(name) === promise) last.delete(name)
  }
}
