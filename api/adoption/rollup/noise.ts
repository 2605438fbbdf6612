import type { Keys } from '../../core/access/keys.ts'

/*
 * What is shown of a cell is the number of people in it and a small amount that hangs on which cell it is and who they are: the
 * keys of its people added up give it (the cell-key method of the Australian Bureau of Statistics; Thompson, Broadfoot and
 * Elazar 2013). The same people give the same number whenever they are counted in a cell, so that asking again tells nothing;
 * one person more or less draws it anew, so that no difference of two days is that person. Another cell draws by itself, also
 * where its people are the same: that a clinic and its English speakers showed one number would say that the one
 * patient who speaks something else is not among them (Asghar and Kaafar 2020; 2026-11-27).
 */
const keySpace = 1024

/** Fewer people than this are shown as none: the smallest cell Medicare's data may show (CMS cell size policy). */
export const fewestPeople = 11
/** What is added is the difference of two draws from 0 to this. */
const most = 10
export const noiseVariance = ((most + 1) ** 2 - 1) / 6

/** A person's key, from 1 on: known to nobody but this installation. */
export function personKey(keys: Keys, patientId: string): number {
  const bytes = Buffer.from(keys.mac('adoption-person', patientId), 'base64url')
  return 1 + (bytes.readUInt32BE(0) % (keySpace - 1))
}

/** What is shown of so many people of a cell whose keys have this sum; 0 where they are too few. */
export function blurred(keys: Keys, cell: number, people: number, keySum: number): number {
  if (people < fewestPeople) return 0
  const bytes = Buffer.from(keys.mac('adoption-noise', `${cell} ${keySum % keySpace} ${people}`), 'base64url')
  const shown = people + (bytes.readUInt32BE(0) % (most + 1)) - (bytes.readUInt32BE(4) % (most + 1))
  return shown < fewestPeople ? 0 : shown
}

/**
 * How many people must have come or gone before a number that was published changes: from eleven to twenty, so that nobody
 * who adds people of their own knows when the next one moves it.
 */
export function patience(keys: Keys, cell: number, series: string, month: number, people: number): number {
  const bytes = Buffer.from(
    keys.mac('adoption-patience', `${cell} ${series} ${month} ${people}`),
    'base64url',
  )
  return fewestPeople + (bytes[0]! % 10)
}
