/**
 * What may stand in a macro for something that is only known in the case. The list is closed: none of these is a value of a
 * patient's, and all of them stand in the case anyway, so a macro carries nothing into a note that a note may not hold.
 */
export const placeholders = ['caseNumber', 'queue', 'cause', 'date', 'agent'] as const
export type Placeholder = (typeof placeholders)[number]

const written = /\{([^{}]*)\}/g
const isOne = (name: string): name is Placeholder => (placeholders as readonly string[]).includes(name)

/** The words in braces that stand for nothing; a brace alone is one, too. */
export function unknownIn(text: string): string[] {
  const unknown = [...text.matchAll(written)].map((match) => match[1]!).filter((name) => !isOne(name))
  const alone = /[{}]/.test(text.replace(written, '')) ? ['{'] : []
  return [...new Set([...unknown, ...alone])]
}

/** A macro as it goes into a note. What is in braces within a value is no placeholder. */
export const fillIn = (text: string, values: Readonly<Record<Placeholder, string>>): string =>
  text.replace(written, (whole, name: string) => (isOne(name) ? values[name] : whole))
