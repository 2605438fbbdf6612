import type { z } from 'zod'
import type {
  cohortsReply,
  compareReply,
  figuresReply,
  funnelReply,
  segmentsReply,
  supportReply,
  trendReply,
} from '../../api/adoption/schema.ts'
import { get } from '../core/http.ts'

export type Figures = z.output<typeof figuresReply>
export type Figure = Figures['figures'][number]
export type Trend = z.output<typeof trendReply>
export type Funnel = z.output<typeof funnelReply>
export type Cohorts = z.output<typeof cohortsReply>
export type Comparison = z.output<typeof compareReply>
export type Support = z.output<typeof supportReply>
export type Segments = z.output<typeof segmentsReply>
export type Unit = Figure['unit']

/** What every dashboard asks. Nothing in it tells of a patient, so it may stand in an address. */
export type Asked = Record<string, string | undefined>

export function ask<T>(path: string, asked: Asked = {}): Promise<T> {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')
  return get<T>(`/adoption/${path}?${new URLSearchParams(given as [string, string][])}`)
}
