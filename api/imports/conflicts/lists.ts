/** What people decide of a record that was put aside. */
export const decisions = ['same-person', 'another-person', 'feed-wrong', 'unreadable'] as const
export type Decision = (typeof decisions)[number]

/** What is wrong with a feed’s record. */
export const feedFaults = ['number', 'name-or-birth-date', 'test-record', 'other'] as const
export type FeedFault = (typeof feedFaults)[number]

/** What a record and a patient on file are compared in. */
export const comparedFields = [
  'familyName',
  'givenName',
  'suffix',
  'otherNames',
  'nicknames',
  'formerGivenNames',
  'birthDate',
  'sex',
  'language',
  'numbers',
  'address',
  'phone',
  'email',
  'deceased',
  'inUse',
] as const
export type ComparedField = (typeof comparedFields)[number]
