import type { Room } from '../acts/catalogue.ts'
import { bookPage } from './bookPage.ts'
import { listClinicVisits, listClinicWaiting } from './clinicLists.ts'
import { timeOffered } from './offers.ts'
import { listOwnProviders } from './ownProviders.ts'
import { appointmentsPolicy } from './policy.ts'
import { showVisitResponse } from './response.ts'
import { listVisits, visitCalendar } from './showVisits.ts'
import { listBookable, listSlots } from './slots.ts'
import { openTimes, withdrawTimes } from './times.ts'
import { visitsPage } from './visitPage.ts'
import { bookVisit, cancelVisit, moveVisit } from './visits.ts'
import { joinWaitList, leaveWaitList, listWaiting, takeOffer } from './waitList.ts'
import { setZone } from './zones.ts'

export const appointments: Room = {
  acts: [
    bookVisit,
    moveVisit,
    cancelVisit,
    joinWaitList,
    takeOffer,
    leaveWaitList,
    openTimes,
    withdrawTimes,
    setZone,
  ],
  views: [
    listSlots,
    listBookable,
    listVisits,
    visitCalendar,
    listWaiting,
    listClinicVisits,
    listClinicWaiting,
    showVisitResponse,
    listOwnProviders,
  ],
  pages: [visitsPage, bookPage],
  actions: [timeOffered],
  policy: appointmentsPolicy,
}
