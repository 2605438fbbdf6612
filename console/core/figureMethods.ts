import type { z } from 'zod'
import type { goalsReply } from '../../api/adoption/goals/schema.ts'
import type { clinicReply, equityReply, weeksReply } from '../../api/adoption/lookSchema.ts'
import type {
  annotationReply,
  cohortsReply,
  compareReply,
  figuresReply,
  funnelReply,
  segmentsReply,
  supportReply,
  trendReply,
} from '../../api/adoption/schema.ts'
import { get } from './http.ts'

export type Figures = z.output<typeof figuresReply>
export type Figure = Figures['figures'][number]
export type Trend = z.output<typeof trendReply>
export type Funnel = z.output<typeof funnelReply>
export type Cohorts = z.output<typeof cohortsReply>
export type Comparison = z.output<typeof compareReply>
export type Support = z.output<typeof supportReply>
export type OfClinic = z.output<typeof clinicReply>
export type Equity = z.output<typeof equityReply>
export type Weeks = z.output<typeof weeksReply>
export type Segments = z.output<typeof segmentsReply>
export type Goals = z.output<typeof goalsReply>
/** A goal that stands, and one that ended. */
export type Goal = Goals['standing'][number]
export type EndedGoal = Goals['ended'][number]
export type Mark = z.output<typeof annotationReply>

/** What each dashboard answers, by the end of its address. */
export interface Dashboards {
  figures: Figures
  trend: Trend
  funnel: Funnel
  cohorts: Cohorts
  compare: Comparison
  support: Support
  clinic: OfClinic
  equity: Equity
  weeks: Weeks
}

/** What every dashboard asks. Nothing in it tells of a patient, so it may stand in an address. */
export type Asked = Record<string, string | undefined>

export const figureMethods = {
  dashboard<Name extends keyof Dashboards>(name: Name, asked: Asked): Promise<Dashboards[Name]> {
    const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')
    return get(`/adoption/${name}?${new URLSearchParams(given as [string, string][])}`)
  },
  segments: () => get<Segments>('/adoption/segments'),
  goals: () => get<Goals>('/adoption/goals'),
}
