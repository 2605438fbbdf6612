/**
 * What somebody means to do once, however often it has to be sent: the same request keeps its Idempotency-Key until a
 * definite answer came (`Fault.definite`). A lost reply or a fault of the server is none; a changed body is another intention.
 */
export interface Intent {
  keyFor(request: string): string
  /** A definite answer came, done or refused: the next press means something new. */
  settle(): void
}

export function newIntent(): Intent {
  let known: { request: string; key: string } | undefined
  return {
    keyFor(request) {
      if (known?.request !== request) known = { request, key: crypto.randomUUID() }
      return known.key
    },
    settle() {
      known = undefined
    },
  }
}
