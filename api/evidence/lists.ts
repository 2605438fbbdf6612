/** How likely it is that a threat meets an asset, and how bad that would be (NIST SP 800-30, appendices G and H). */
export const levels = ['low', 'moderate', 'high'] as const
export type Level = (typeof levels)[number]

/** What staff are trained in (45 CFR 164.308(a)(5), 164.530(b)). */
export const trainingSubjects = [
  'privacy',
  'security-awareness',
  'caller-verification',
  'incident-response',
  'role',
] as const
export type TrainingSubject = (typeof trainingSubjects)[number]
