import { readFileSync } from 'node:fs'
import { normalize } from '../core/normalize.ts'

/*
 * Given names that stand for each other: nicknames.txt is the list of CDCgov/phdi at a0713b4 (CC0 1.0), one name a line with
 * the short forms and variants it goes by.
 */
const none: ReadonlySet<string> = new Set()
const standFor = new Map<string, Set<string>>()
for (const line of readFileSync(new URL('./nicknames.txt', import.meta.url), 'utf8').split('\n')) {
  const [name = '', forms = ''] = line.trim().split(':')
  for (const form of forms.split(',').filter(Boolean)) {
    const [one, other] = [normalize(name), normalize(form)]
    standFor.set(one, (standFor.get(one) ?? new Set()).add(other))
    standFor.set(other, (standFor.get(other) ?? new Set()).add(one))
  }
}

/** The names that stand for a name, or that it stands for: “robert” of “bob”. */
export const formsOf = (name: string): ReadonlySet<string> => standFor.get(name) ?? none
