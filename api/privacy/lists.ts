/** Purposes of disclosures that 45 CFR 164.512 permits and 164.528 makes accountable. */
export const disclosurePurposes = [
  'required-by-law',
  'public-health',
  'abuse-or-neglect',
  'health-oversight',
  'judicial-proceeding',
  'law-enforcement',
  'coroner-or-funeral',
  'organ-donation',
  'research',
  'threat-to-safety',
  'government-function',
  'workers-compensation',
  'breach',
  'other',
] as const

/** Years an accounting reaches back: 45 CFR 164.528(a)(1). */
export const accountingYears = 6
