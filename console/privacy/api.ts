import type { z } from 'zod'
import type { activityReview, activityReviews, reviewDone } from '../../api/privacy/activity/schema.ts'
import type { alert, alertDone, alertRow, overview } from '../../api/privacy/alerts/schema.ts'
import type { ruleRow } from '../../api/privacy/schema.ts'
import type { watched } from '../../api/privacy/watched/schema.ts'
import { httpClient } from '../core/http.ts'

export type Alert = z.output<typeof alert>
export type AlertDone = z.output<typeof alertDone>
export type AlertRow = z.output<typeof alertRow>
export type Overview = z.output<typeof overview>
export type PrivacyRule = z.output<typeof ruleRow>
export type Watched = z.output<typeof watched>
export type Activity = z.output<typeof activityReview>
export type ReviewDone = z.output<typeof reviewDone>
export type Activities = z.output<typeof activityReviews>

/** A part of the page that reviews an alert, and tells of what it changed. */
export interface PartOfReview {
  alert: Alert
  onChanged: (done: AlertDone) => Promise<unknown>
}

export const pageSize = 25

export async function listAlerts(filter: object, page: number): Promise<{ rows: AlertRow[]; total: number }> {
  const query = new URLSearchParams({
    filter: JSON.stringify(filter),
    sort: JSON.stringify(['score', 'DESC']),
    range: JSON.stringify([page * pageSize, (page + 1) * pageSize - 1]),
  })
  const { json, headers } = await httpClient(`/api/privacy-alerts?${query}`)
  return { rows: json, total: Number(headers.get('x-total-count')) }
}
