import type { FigureCode } from './catalog.ts'

export interface National {
  percent: number
  year: number
  population: string
  source: string
}

const astp2025 =
  'ASTP/ONC, How digitization of patient access empowered patients, 2 July 2025, www.healthit.gov/buzz-blog/health-data/how-digitization-of-patient-access-empowered-patients'
const quickStat69 =
  'ASTP Quick Stat 69, Trends in Individuals’ Use of Health IT 2012–2024, www.healthit.gov/data/quickstats/trends-individuals-use-health-it-2012-2024'

/**
 * Published United States figures that stand beside ours. Their denominators are not ours (a survey of adults, not a
 * hospital’s patients), which is why they are named with each and never drawn on our axis.
 */
export const nationals: Partial<Record<FigureCode, National[]>> = {
  offered: [
    { percent: 77, year: 2024, population: 'US adults (HINTS 7)', source: astp2025 },
    { percent: 73, year: 2022, population: 'US adults (HINTS 6)', source: astp2025 },
  ],
  accessed: [
    { percent: 65, year: 2024, population: 'US adults (HINTS 7)', source: astp2025 },
    { percent: 57, year: 2022, population: 'US adults (HINTS 6)', source: astp2025 },
  ],
  'activated-of-offered': [
    {
      percent: 29,
      year: 2013,
      population: 'patients of community health centres offered a code, 2012–13 (OCHIN)',
      source: 'Journal of the American Board of Family Medicine 29(5):592, www.jabfm.org/content/29/5/592',
    },
  ],
  superusers: [
    {
      percent: 6,
      year: 2013,
      population: 'portal users of community health centres, 2012–13 (OCHIN)',
      source: 'Journal of the American Board of Family Medicine 29(5):592, www.jabfm.org/content/29/5/592',
    },
  ],
  'proxy-share': [
    { percent: 51, year: 2024, population: 'caregivers; base not stated', source: astp2025 },
    { percent: 24, year: 2020, population: 'caregivers; base not stated', source: astp2025 },
  ],
  'uses-results': [
    { percent: 90, year: 2024, population: 'people who accessed their record (HINTS)', source: quickStat69 },
  ],
  'uses-message': [
    { percent: 79, year: 2024, population: 'people who accessed their record (HINTS)', source: quickStat69 },
  ],
}
