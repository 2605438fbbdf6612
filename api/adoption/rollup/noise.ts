import type { Keys } from '../../core/access/keys.ts'
import { bounds, drawOf, fewestPeople, patienceSpan } from './smallCells.ts'

/*
 * What is shown of a cell is the number of people in it and a small amount that hangs on which cell it is, of what, and who they
 * are: the keys of its people added up give it (the cell-key method of the Australian Bureau of Statistics; Thompson, Broadfoot
 * and Elazar 2013). Asking again tells nothing, and one person more or less draws it anew. Another cell, another series and
 * another month of what happens draw by themselves, also where the people are the same: that two numbers are equal, or are not,
 * would say whether the people are, and so that everybody of a clinic did something, or that one of them did not (Asghar and Kaafar
 * 2020; 2026-11-27).
 */
const keySpace = 1024

/** What is added is the difference of two draws from 0 to this. */
const most = 10

/** A person's key, from 1 on: known to nobody but this installation. */
export function personKey(keys: Keys, patientId: string): number {
  const bytes = Buffer.from(keys.mac('adoption-person', patientId), 'base64url')
  return 1 + (bytes.readUInt32BE(0) % (keySpace - 1))
}

/** What is shown of so many people whose keys have this sum; 0 where they are too few. `what` is the cell, the series and the month. */
export function blurred(keys: Keys, what: string, people: number, keySum: number): number {
  if (people < fewestPeople) return 0
  const bytes = Buffer.from(keys.mac('adoption-noise', `${what} ${keySum % keySpace} ${people}`), 'base64url')
  const shown = people + (bytes.readUInt32BE(0) % (most + 1)) - (bytes.readUInt32BE(4) % (most + 1))
  return shown < fewestPeople ? 0 : shown
}

/** What blurring adds to the variance of one count. That of how many are so may be behind besides, anywhere within its patience. */
export const blurVariance = {
  flow: ((most + 1) ** 2 - 1) / 6,
  level:
    ((most + 1) ** 2 - 1) / 6 +
    Array.from({ length: patienceSpan }, (_, i) => (fewestPeople + i) ** 2 / 3).reduce((a, b) => a + b) /
      patienceSpan,
}

/**
 * How many people must have come or gone before a number that was published changes: from eleven to twenty, so that nobody
 * who adds people of their own knows when the next one moves it.
 */
export const patience = (keys: Keys, what: string, people: number): number =>
  fewestPeople + (drawOf(keys, `${what} ${people}`)[0]! % patienceSpan)

interface Counted {
  /** The cell, the series, and of what happens the month. */
  what: string
  people: number
  keySum: number
  /** What is shown so far, and of how many people it was drawn. */
  was?: { n: number; people: number }
}

/** What is shown of a cell next: nothing, what was shown, or what is drawn of the people who are there now. */
export function nextShown(keys: Keys, { what, people, keySum, was }: Counted): { n: number; people: number } {
  // Most cells of a small hospital: no bound is lower, and none has to be drawn.
  if (people < fewestPeople) return { n: 0, people: 0 }
  const { first, least } = bounds(keys, what)
  if (people < (was ? least : first)) return { n: 0, people: 0 }
  if (was && Math.abs(people - was.people) < patience(keys, what, was.people))
    return { n: was.n, people: was.people }
  return { n: blurred(keys, what, people, keySum), people }
}
