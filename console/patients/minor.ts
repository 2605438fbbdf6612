import type { Patient } from '../core/dataProvider.ts'

const ofAge = 18

/** Whether somebody is surely under age: only the year of birth is shown, and in its last year it says nothing. */
export const surelyMinor = ({ birthDate }: Pick<Patient, 'birthDate'>): boolean =>
  new Date().getFullYear() - Number(birthDate.slice(0, 4)) < ofAge
