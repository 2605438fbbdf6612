import { adultPapers } from '../lists.ts'

/** Whether a paper is one about an adult. */
export const holdsForAdults = (paper: string | null | undefined): boolean =>
  (adultPapers as readonly (string | null | undefined)[]).includes(paper)
