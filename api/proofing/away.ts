import { AppError } from '../core/errors.ts'
import type { Words } from '../core/words.ts'

const retryAfterSeconds = '60'

/** That the identity service gives no answer, which is nobody's fault who asks. @param words what to do */
export const away = (words: Words): AppError =>
  new AppError(
    503,
    { en: 'Not available', es: 'No disponible' },
    words,
    { outcome: 'unchanged' },
    { 'Retry-After': retryAfterSeconds },
  )
