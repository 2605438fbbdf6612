import type { FigureCode } from './catalog.ts'

export interface National {
  percent: number
  year: number
  population: string
  source: string
}

/**
 * Published United States figures that stand beside ours: of patients, and of the same question. Surveys of adults at home
 * (HINTS: offered 77 %, accessed 65 % in 2024), of caregivers, and shares whose base is not stated stand beside none, for what
 * differs there is who was asked (2026-11-27).
 */
export const nationals: Partial<Record<FigureCode, National[]>> = {
  'activated-of-offered': [
    {
      percent: 29,
      year: 2013,
      population: 'patients of community health centers offered a code, 2012–13 (OCHIN)',
      source: 'Journal of the American Board of Family Medicine 29(5):592, www.jabfm.org/content/29/5/592',
    },
  ],
}
