import { sessionNow } from './session.ts'

/** What has to be shown before a request can go on: the whole sign-in again, or a code of this moment. */
export type Proof = 'sign-in' | 'code'

interface Asked {
  proof: Proof
  answer: (given: boolean) => void
  given: Promise<boolean>
}

let asked: Asked | undefined
const readers = new Set<() => void>()

export const proofAsked = () => asked
export const watchProof = (read: () => void) => {
  readers.add(read)
  return () => readers.delete(read)
}

function put(next: Asked | undefined) {
  asked = next
  for (const read of readers) read()
}

/**
 * Asks for it over the page and waits; false when it was not given. Requests that need the same wait together.
 * Nobody who was not signed in is asked here: the sign-in page is for them.
 */
export function prove(proof: Proof): Promise<boolean> {
  if (!sessionNow().signedIn) return Promise.resolve(false)
  // A session that ended is the larger question: whoever waits for a code waits for that first.
  if (asked && (asked.proof === proof || asked.proof === 'sign-in')) return asked.given
  asked?.answer(false)
  let answer: (given: boolean) => void = () => {}
  const given = new Promise<boolean>((resolve) => {
    answer = (it) => {
      put(undefined)
      resolve(it)
    }
  })
  put({ proof, answer, given })
  return given
}
