import type { Room } from '../acts/catalogue.ts'
import { qualityBound } from './bound.ts'
import { drawCalls } from './drawCalls.ts'
import { listMyReviews, listReviews } from './listReviews.ts'
import { qualityPolicy } from './policy.ts'
import { replyToReview } from './replyToReview.ts'
import { reviewCall } from './reviewCall.ts'
import { listDraws, showDraw } from './showDraws.ts'
import { showReview } from './showReview.ts'

export const quality: Room = {
  acts: [drawCalls, reviewCall, replyToReview],
  views: [listReviews, showReview, listMyReviews, listDraws, showDraw],
  policy: qualityPolicy,
  bound: qualityBound,
}
