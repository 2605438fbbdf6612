import type { IncomingMessage } from 'node:http'
import type { Crowd } from '../access/inTurn.ts'
import { hashToken } from '../access/keys.ts'

/*
 * Load that is more than can be done is refused early, so that what is done is done in time: patients, and strangers, before staff who
 * are at work. Whoever comes waits here; one begins in each turn of the event loop, staff first, so that between any two the loop hears
 * who else has come and which disks and threads have answered. How many wait, for how long, and how many are under way is bounded.
 * (2026-11-28: at three times the load what was not begun was refused by the app, which took two thirds of what an answer takes, so that
 * only a fifth of what could be done was; and all that came in one turn was begun in it, staff among them waiting for the last.)
 */
const most = {
  patients: { waiting: 100, waitMs: 250, underWay: 50 },
  staff: { waiting: 200, waitMs: 1_000, underWay: 120 },
} as const satisfies Record<Crowd, { waiting: number; waitMs: number; underWay: number }>
/** So few are no crowd, however long a machine takes that has no time for them. */
const few = 10
const lookAgainMs = 50
/** How many sessions are known to be staff’s at work; a hospital has fewer. */
const mostKnown = 5_000

/** Where something is done; the rest is files, and probes, which are to be answered in a crowd. */
const areas = /^(?:https?:\/\/[^/]*)?\/(api|portal|fhir|apps)\//

interface Waiting {
  since: number
  isGone(): boolean
  begin(): void
  refuse(): void
}

/** Who may begin in this process, who waits for that, and how many are under way. */
export interface Entrance {
  /** Begins, lets wait or refuses a request as it came in. */
  come(request: IncomingMessage, begin: () => void, refuse: (area: string) => void): void
  /** Counts work that is under way until what it returns is called. */
  enter(): () => void
  /** Whether so many are under way that no more of a crowd may be. */
  isFull(crowd: Crowd): boolean
  /** Whose request it is: staff’s who are known to be at work, else a patient’s or stranger’s. */
  crowdOf(area: Crowd, cookie: string | undefined): Crowd
  /** Remembers staff’s cookie, since a session was seen with it. */
  know(cookie: string): void
}

export function openEntrance(): Entrance {
  const waiting: Record<Crowd, Waiting[]> = { staff: [], patients: [] }
  let underWay = 0
  let isComing = false
  let isLooking = false
  // By their cookies, hashed. Who is not known by one is a stranger, and would else use up what is kept for those who work: the
  // staff’s addresses are open to everybody. To ask the database would be work before anything is refused (2026-11-26).
  const atWork = new Set<string>()

  /** The next one of a crowd who may begin; those who left or waited too long are no more among them. */
  function nextOf(crowd: Crowd, now: number): Waiting | undefined {
    const queue = waiting[crowd]
    const isFull = underWay >= most[crowd].underWay
    for (let one = queue[0]; one; one = queue[0]) {
      const isLate = now - one.since > most[crowd].waitMs && (isFull || queue.length > few)
      if (isFull && !isLate && !one.isGone()) return undefined
      queue.shift()
      if (one.isGone()) continue
      if (!isLate) return one
      one.refuse()
    }
    return undefined
  }
  function turn(): void {
    isComing = false
    const now = performance.now()
    const one = nextOf('staff', now) ?? nextOf('patients', now)
    if (one) {
      one.begin()
      next()
    } else if (!isLooking && someWait()) {
      // Whoever waits for others to end, who may never do so, is refused in time.
      isLooking = true
      setTimeout(look, lookAgainMs).unref()
    }
  }
  function look(): void {
    isLooking = false
    next()
  }
  const someWait = () => waiting.staff.length + waiting.patients.length > 0
  function next(): void {
    if (isComing || !someWait()) return
    isComing = true
    setImmediate(turn)
  }
  function crowdOf(area: Crowd, cookie: string | undefined): Crowd {
    return area === 'staff' && cookie !== undefined && atWork.has(hashToken(cookie)) ? 'staff' : 'patients'
  }

  return {
    come(request, begin, refuse) {
      const area = areas.exec(request.url ?? '')?.[1]
      if (area === undefined) return begin()
      const crowd = crowdOf(area === 'api' ? 'staff' : 'patients', request.headers.cookie)
      const queue = waiting[crowd]
      if (queue.length >= most[crowd].waiting) return refuse(area)
      queue.push({
        since: performance.now(),
        isGone: () => request.socket.destroyed,
        begin,
        refuse: () => refuse(area),
      })
      next()
    },
    enter() {
      underWay++
      return () => {
        underWay--
        next()
      }
    },
    isFull: (crowd) => underWay >= most[crowd].underWay,
    crowdOf,
    know(cookie) {
      const key = hashToken(cookie)
      atWork.delete(key)
      atWork.add(key)
      if (atWork.size > mostKnown) atWork.delete(atWork.values().next().value!)
    },
  }
}
