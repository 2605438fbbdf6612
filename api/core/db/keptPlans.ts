/*
 * Statements that each connection to PostgreSQL parses and plans once, by their text. Of a short statement on an index both
 * take as long as running it, of a long one several times that. Others are parsed each time: a connection holds what it keeps,
 * some ten kilobytes a statement, until it ends (2026-11-27).
 */
const names = new Map<string, string>()

/** @throws Error of a star: kept, it stands for the columns there were, and fails once a migration adds one. */
export function keepPlan(text: string): void {
  if (text.includes('*')) throw new Error('A statement whose plan is kept names its columns.')
  if (!names.has(text)) names.set(text, `kept ${names.size + 1}`)
}

/** The name its plan is kept under. */
export const nameOfPlan = (text: string): string | undefined => names.get(text)
