import type { Words } from '../words.ts'

// SQLite's and PostgreSQL's ways of saying that storage, not the request, is at fault: it is full, failing, going away,
// coming back, or did not answer in the time it has.
const storageFaults =
  /^(SQLITE_(FULL|IOERR|BUSY|LOCKED|CANTOPEN|READONLY|NOMEM|CORRUPT|PROTOCOL)|57P0[1-5]|57014|55P03|25P03|53\d{3}|58\w{3}|08\w{3}|40001|40P01|25006|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT)/
const storageFaultWords =
  /Connection terminated|timeout exceeded when trying to connect|is not queryable|Query read timeout/

export function isStorageFault(error: unknown): boolean {
  if (error instanceof CommitUnknown) return true
  if (!(error instanceof Error)) return false
  const code = (error as { code?: unknown }).code
  return (typeof code === 'string' && storageFaults.test(code)) || storageFaultWords.test(error.message)
}

/** The database went away while it committed: whether the transaction is stored cannot be known here. */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('the database did not say whether it committed', { cause })
  }
}

/** What is said of a request that storage failed, by what is known of it. */
export const unanswered = {
  look: {
    en: 'The database did not answer. Try again.',
    es: 'La base de datos no respondió. Inténtelo de nuevo.',
  },
  unchanged: {
    en: 'The database did not answer. Nothing was changed; try again.',
    es: 'La base de datos no respondió. No se cambió nada; inténtelo de nuevo.',
  },
  unknownWithKey: {
    en: 'It is not known whether this was done: the database did not answer. Send it again with the same Idempotency-Key: it is then done once, whatever became of the first.',
    es: 'No se sabe si esto se hizo: la base de datos no respondió. Envíelo de nuevo con la misma Idempotency-Key: así se hace una sola vez, pasara lo que pasara con la primera.',
  },
  unknown: {
    en: 'It is not known whether this was done: the database did not answer. Look whether it was done before you send it again.',
    es: 'No se sabe si esto se hizo: la base de datos no respondió. Compruebe si se hizo antes de enviarlo de nuevo.',
  },
} satisfies Record<string, Words>
