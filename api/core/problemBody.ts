import { type Language, same, type Words } from './words.ts'

/** One thing that stands between the caller and what was asked: a code for programs, words for people. */
export interface Missing {
  code: string
  message: string | Words
}

export type Text = string | Words

export const inBoth = (text: Text): Words => (typeof text === 'string' ? same(text) : text)

/** What a refusal says beside its words. */
export interface Extra {
  /** What the words of a refusal are known by to programs. */
  code?: string
  /** Each key names a field, each value the rule it broke, as a phrase that can follow the field's name. */
  errors?: Record<string, Text>
  missing?: readonly Missing[]
  /** Of a change that storage failed: that it was not made, or that this cannot be known. */
  outcome?: 'unchanged' | 'unknown'
}

export const problemMedia = 'application/problem+json'

/**
 * A refusal as RFC 9457 says, with react-admin's `message` and `errors` beside it.
 * @param requestId of what is in the log; nothing where it was refused before it began
 */
export function problemBody(
  language: Language,
  status: number,
  title: Words,
  words: Words,
  { code, errors, missing, outcome }: Extra,
  requestId?: string,
) {
  const speak = (text: Text) => inBoth(text)[language]
  return {
    type: 'about:blank',
    title: title[language],
    status,
    detail: words[language],
    message: words[language],
    ...(requestId !== undefined && { requestId }),
    ...(code !== undefined && { code }),
    ...(outcome !== undefined && { outcome }),
    ...(errors && {
      errors: Object.fromEntries(Object.entries(errors).map(([field, text]) => [field, speak(text)])),
    }),
    ...(missing && { missing: missing.map((one) => ({ code: one.code, message: speak(one.message) })) }),
  }
}
