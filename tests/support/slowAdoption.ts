/*
 * The adoption figures by their definitions and nothing else: for every question each person’s events are looked at, day
 * by day. Slow, and independent of the product: it shares no code with it.
 */
export interface RawEvent {
  person: number
  id: string
  kind: string
  day: number
  at: number
  value: number | null
  data: string | null
  amends: string | null
}

const acts = ['sign-in', 'results', 'message', 'visit', 'refill', 'download']
const proxyActs = ['proxy', ...acts.map((act) => `proxy-${act}`)]
const dayMs = 86_400_000
const dateOf = (day: number) => new Date(day * dayMs)
const monthOf = (day: number) => dateOf(day).getUTCFullYear() * 12 + dateOf(day).getUTCMonth()
const lastDayOf = (month: number) => Date.UTC(Math.floor(month / 12), (month % 12) + 1, 1) / dayMs - 1

/** What a portal told of under one name: the first that happened; nothing that another undoes; of corrections the last named. */
function asAmended(all: RawEvent[]): RawEvent[] {
  const name = (e: RawEvent) =>
    e.id.startsWith('line:') ? `told:${e.id.split(':').slice(2).join(':')}` : e.id
  const key = (e: RawEvent) => [
    String(e.at).padStart(12, '0'),
    e.kind,
    String((e.value ?? -1) + 1).padStart(15, '0'),
    e.amends ?? '',
  ]
  const before = (a: RawEvent, b: RawEvent) => {
    const [x, y] = [key(a), key(b)]
    const i = x.findIndex((part, n) => part !== y[n])
    return i >= 0 && x[i]! < y[i]!
  }
  const versions = all.filter((e) => !all.some((other) => name(other) === name(e) && before(other, e)))
  const roots = (e: RawEvent, seen: string[] = []): string => {
    if (!e.amends || seen.includes(e.amends)) return name(e)
    const next = versions.find((v) => name(v) === e.amends)
    return next ? roots(next, [...seen, name(e), e.amends]) : e.amends
  }
  const alive = versions.filter((e) => e.kind !== 'withdrawn' && !versions.some((v) => v.amends === name(e)))
  return alive.filter((e) => !alive.some((other) => roots(other) === roots(e) && name(other) > name(e)))
}

/** An act of which a file, an app and the desk tell within five minutes is the one that the desk, else the file, tells of. */
function toldOnce(all: RawEvent[]): RawEvent[] {
  const teller = (e: RawEvent) => (e.id.startsWith('act:') ? 'c' : /^(told|line):/.test(e.id) ? 'b' : 'a')
  const told = [...acts, ...proxyActs, 'visit-otherwise', 'refill-otherwise', 'answered', 'declined']
  const kinds = [...told, 'offered', 'delivered', 'opened', 'activated']
  const rest = all.filter((e) => !kinds.includes(e.kind))
  for (const kind of kinds) {
    const of = all.filter((e) => e.kind === kind)
    of.sort((a, b) => a.at - b.at || (teller(a) + a.id < teller(b) + b.id ? -1 : 1))
    const groups: RawEvent[][] = []
    for (const e of of) {
      const group = groups.find(
        (one) => e.at - one[0]!.at <= 300 && !one.some((other) => teller(other) === teller(e)),
      )
      if (group) group.push(e)
      else groups.push([e])
    }
    rest.push(...groups.map((group) => group.sort((a, b) => (teller(a) < teller(b) ? -1 : 1))[0]!))
  }
  return rest
}

export interface SlowQuestion {
  /** Months counted from year 0, and the last day looked at. */
  from: number
  to: number
  asOf: number
  /** The first day looked at, where that is not the first of the first month. */
  since?: number
  segment: Record<string, string>
}
/** Whether a day is not before a question’s first. */
const isSince = (day: number, { from, since }: SlowQuestion) =>
  since === undefined ? monthOf(day) >= from : day >= since
type Count = { numerator: number; denominator: number }

export class SlowAdoption {
  readonly #people: RawEvent[][]
  /** What is asked of each person over and over. */
  readonly #known = new WeakMap<RawEvent[], { ended: number; living: RawEvent[] }>()
  readonly #onDay = new WeakMap<RawEvent[], Map<number, Record<string, string>>>()

  constructor(events: readonly RawEvent[]) {
    const people = new Map<number, RawEvent[]>()
    for (const event of events) people.set(event.person, [...(people.get(event.person) ?? []), event])
    // A visit that was withdrawn was none, and mail that came back is as if it had not been sent.
    const undone = ['unseen', 'undelivered']
    this.#people = [...people.values()]
      .map((all) => toldOnce(asAmended(all)))
      .map((all) =>
        all.filter(
          ({ kind, id }) =>
            !undone.includes(kind) && !all.some((e) => undone.includes(e.kind) && e.id === `un${id}`),
        ),
      )
  }

  #attributes(events: RawEvent[], day: number): Record<string, string> {
    const days = this.#onDay.get(events) ?? new Map<number, Record<string, string>>()
    this.#onDay.set(events, days)
    const found = days.get(day) ?? this.#lookUp(events, day)
    days.set(day, found)
    return found
  }

  #lookUp(events: RawEvent[], day: number): Record<string, string> {
    const versions = events
      .filter((e) => e.kind === 'person')
      .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at - b.at))
    // Of two versions of one day the later holds.
    let known = versions[0]
    for (const version of versions) if (version.day <= day) known = version
    const data = known ? JSON.parse(known.data!) : {}
    const age = data.birthYear == null ? -1 : Math.max(0, dateOf(day).getUTCFullYear() - data.birthYear)
    const bands: [number, string][] = [
      [75, '75+'],
      [65, '65-74'],
      [50, '50-64'],
      [40, '40-49'],
      [30, '30-39'],
      [18, '18-29'],
      [13, '13-17'],
      [0, '0-12'],
    ]
    return {
      clinic: data.clinic ?? 'unknown',
      provider: data.provider ?? 'unknown',
      stage: age < 0 ? 'unknown' : age < 13 ? 'child' : age < 18 ? 'teen' : 'adult',
      age: age < 0 ? 'unknown' : bands.find(([first]) => age >= first)![1],
      sex: data.sex ?? 'unknown',
      language: data.language ?? 'unknown',
      race: data.race ?? 'unknown',
      ethnicity: data.ethnicity ?? 'unknown',
      payer: data.payer ?? 'unknown',
    }
  }

  /** The day on which somebody counts no more, and their events before it. */
  #lifeOf(events: RawEvent[]): { ended: number; living: RawEvent[] } {
    const known = this.#known.get(events)
    if (known) return known
    let ended = Number.POSITIVE_INFINITY
    let mergedOn = Number.POSITIVE_INFINITY
    for (const told of events
      .filter((e) => e.kind === 'person')
      .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at - b.at))) {
      const { endedOn, merged } = JSON.parse(told.data!)
      mergedOn = merged ? Math.min(mergedOn, told.day) : Number.POSITIVE_INFINITY
      ended = Math.min(endedOn ?? Number.POSITIVE_INFINITY, mergedOn)
    }
    const life = { ended, living: events.filter((e) => e.day < ended) }
    this.#known.set(events, life)
    return life
  }

  #fits(events: RawEvent[], day: number, segment: Record<string, string>): boolean {
    const own = this.#attributes(events, day)
    return Object.entries(segment).every(([dimension, value]) => own[dimension] === value)
  }

  /** People of the segment on the day of whom something holds; their events end where they do. */
  #peopleOn(q: SlowQuestion, day: number, holds: (events: RawEvent[]) => boolean): number {
    return this.#people.filter((events) => {
      const { ended, living } = this.#lifeOf(events)
      return day < ended && this.#fits(events, day, q.segment) && holds(living)
    }).length
  }

  /** Events of the period, each in its person's segment of its day. */
  #eventsIn(q: SlowQuestion, counts: (event: RawEvent, events: RawEvent[]) => boolean): number {
    let n = 0
    for (const all of this.#people) {
      const events = this.#lifeOf(all).living
      for (const event of events)
        if (
          event.kind !== 'person' &&
          isSince(event.day, q) &&
          event.day <= q.asOf &&
          this.#fits(all, event.day, q.segment) &&
          counts(event, events)
        )
          n++
    }
    return n
  }

  /** Each patient’s first visit of each month, so many days later. */
  #visits(q: SlowQuestion, later: number, holds: (events: RawEvent[], day: number) => boolean): Count {
    const sum = { numerator: 0, denominator: 0 }
    for (const all of this.#people) {
      const { ended, living: events } = this.#lifeOf(all)
      const months = Map.groupBy(
        events.filter((e) => e.kind === 'seen').map((e) => e.day),
        monthOf,
      )
      for (const days of months.values()) {
        const first = Math.min(...days)
        const day = first + later
        if (day >= ended || day > q.asOf || !isSince(day, q) || !this.#fits(all, day, q.segment)) continue
        sum.denominator++
        if (holds(events, first)) sum.numerator++
      }
    }
    return sum
  }

  #settledIn(q: SlowQuestion, holds: (event: RawEvent, events: RawEvent[]) => boolean): Count {
    const sum = { numerator: 0, denominator: 0 }
    for (const all of this.#people) {
      const { ended, living: events } = this.#lifeOf(all)
      for (const event of events) {
        const day = event.day + 8
        if (event.kind !== 'call-closed' || day >= ended || day > q.asOf || !isSince(day, q)) continue
        if (!this.#fits(all, day, q.segment)) continue
        sum.denominator++
        if (holds(event, events)) sum.numerator++
      }
    }
    return sum
  }

  figure(code: string, q: SlowQuestion): Count {
    const within = (events: RawEvent[], kinds: string[], day: number, days: number) =>
      events.some((e) => kinds.includes(e.kind) && e.day > day - days && e.day <= day)
    const ever = (events: RawEvent[], kinds: string[], day: number) =>
      events.some((e) => kinds.includes(e.kind) && e.day <= day)
    const seen = (events: RawEvent[]) => within(events, ['seen'], q.asOf, 365)
    const active = (days: number) => (events: RawEvent[]) => within(events, acts, q.asOf, days)
    const activated = (events: RawEvent[]) => ever(events, ['activated', ...acts], q.asOf)
    const offered = (events: RawEvent[]) =>
      ever(events, ['offered', 'delivered', 'opened', 'activated', ...acts], q.asOf)
    const standing = (
      numerator: (events: RawEvent[]) => boolean,
      denominator: (events: RawEvent[]) => boolean,
    ): Count => ({
      numerator: this.#peopleOn(q, q.asOf, (e) => denominator(e) && numerator(e)),
      denominator: this.#peopleOn(q, q.asOf, denominator),
    })
    const kinds =
      (...wanted: string[]) =>
      (event: RawEvent) =>
        wanted.includes(event.kind)
    const share = (
      numerator: (event: RawEvent, events: RawEvent[]) => boolean,
      denominator: (event: RawEvent, events: RawEvent[]) => boolean,
    ): Count => ({ numerator: this.#eventsIn(q, numerator), denominator: this.#eventsIn(q, denominator) })
    // By days: a month counts as so many thirtieths as it has days, or as have passed.
    const per = (kind: string, base: (events: RawEvent[], day: number) => boolean): Count => {
      let months =
        q.since === undefined
          ? 0
          : (this.#peopleOn(q, q.asOf, (e) => base(e, q.asOf)) * (q.asOf - q.since + 1)) / 30
      for (let month = q.from; q.since === undefined && month <= q.to; month++) {
        const day = Math.min(lastDayOf(month), q.asOf)
        const first = lastDayOf(month - 1) + 1
        const part = (day - first + 1) / 30
        months += this.#peopleOn(q, day, (events) => base(events, day)) * part
      }
      return { numerator: this.#eventsIn(q, kinds(kind)), denominator: Math.round(months * 1000) / 1000 }
    }
    const perActive = (kind: string) => per(kind, (events, day) => within(events, acts, day, 30))
    const later = (event: RawEvent, other: RawEvent) =>
      other.kind === 'call' && other.at > event.at && other.at - event.at <= 7 * 86_400
    const closed = (event: RawEvent) => JSON.parse(event.data!)

    switch (code) {
      case 'offered':
        return standing(offered, seen)
      case 'accessed':
        return standing(active(365), seen)
      case 'activated':
        return standing(activated, seen)
      case 'activated-now':
        return standing((events) => {
          if (!activated(events)) return false
          const began = Math.min(
            ...events.filter((e) => e.kind === 'activated' || acts.includes(e.kind)).map((e) => e.day),
          )
          const turns = events.filter(
            (e) =>
              ['activated', 'reactivated', 'sign-in', 'deactivated', 'declined'].includes(e.kind) &&
              e.day >= began &&
              e.day <= q.asOf,
          )
          const last = turns.reduce((a: RawEvent | undefined, b) => (a && a.at > b.at ? a : b), undefined)
          return !last || !['deactivated', 'declined'].includes(last.kind)
        }, seen)
      case 'timely-access':
        return this.#visits(q, 7, (events, day) => {
          let end = day
          for (let n = 0; n < 4; ) if (![0, 6].includes(dateOf(++end).getUTCDay())) n++
          return ever(events, ['offered', 'delivered', 'opened', 'activated', ...acts], end)
        })
      case 'registered-30':
        return this.#visits(q, 31, (events, day) => ever(events, ['activated', ...acts], day + 30))
      case 'used-30':
        return this.#visits(q, 31, (events, day) => within(events, acts, day + 30, 31))
      case 'uses-two':
        return standing(
          (events) =>
            ['results', 'message', 'visit', 'refill', 'download'].filter((kind) =>
              within(events, [kind], q.asOf, 365),
            ).length > 1,
          active(365),
        )
      case 'activated-of-offered':
        return standing(activated, (e) => seen(e) && offered(e))
      case 'active-30':
      case 'active-90':
      case 'active-365':
        return standing(active(Number(code.slice(7))), activated)
      case 'superusers':
        return standing((events) => {
          const present = monthOf(q.asOf)
          for (let month = present - 12; month < present; month++)
            if (events.filter((e) => e.kind === 'sign-in' && monthOf(e.day) === month).length < 2)
              return false
          return true
        }, activated)
      case 'proxy-share':
        return standing(
          (e) => within(e, proxyActs, q.asOf, 365),
          (e) => within(e, [...acts, ...proxyActs], q.asOf, 365),
        )
      case 'accessed-by-proxy':
        return standing((e) => within(e, proxyActs, q.asOf, 365), seen)
      case 'uses-results':
      case 'uses-message':
      case 'uses-visit':
      case 'uses-refill':
      case 'uses-download':
        return standing((e) => within(e, [code.slice(5)], q.asOf, 365), active(365))
      case 'code-expiry': {
        // The day that counts is the code's last, not the offer's: expiries are looked at by themselves.
        let expired = 0
        let over = 0
        for (const all of this.#people) {
          const { ended, living: events } = this.#lifeOf(all)
          const activation = events.filter((e) => e.kind === 'activated').sort((a, b) => a.at - b.at)[0]
          for (const offer of events.filter((e) => e.kind === 'offered' && e.value !== null)) {
            const end = offer.value!
            const replaced = events.some(
              (e) => e.kind === 'offered' && e !== offer && e.at > offer.at && e.day <= end,
            )
            if (end >= ended || !isSince(end, q) || end > q.asOf || !this.#fits(all, end, q.segment)) continue
            over++
            if (!replaced && !(activation && activation.day <= end)) expired++
          }
        }
        return { numerator: expired, denominator: over }
      }
      case 'declined':
        // Declined after that invitation and before any other.
        return share((e, events) => {
          if (e.kind !== 'offered') return false
          const offers = events.filter((x) => x.kind === 'offered').sort((a, b) => a.at - b.at)
          const next = offers[offers.indexOf(e) + 1]
          return events.some((x) => x.kind === 'declined' && x.at >= e.at && (!next || x.at < next.at))
        }, kinds('offered'))
      case 'answered-24':
      case 'answered-72':
        return share(
          (e) => e.kind === 'answered' && e.value !== null && e.value <= Number(code.slice(9)) * 3600,
          kinds('answered'),
        )
      case 'visits-online':
        return share(kinds('visit', 'proxy-visit'), kinds('visit', 'proxy-visit', 'visit-otherwise'))
      case 'refills-online':
        return share(kinds('refill', 'proxy-refill'), kinds('refill', 'proxy-refill', 'refill-otherwise'))
      case 'messages':
        return perActive('message')
      case 'lock-outs':
        return perActive('locked')
      case 'resets':
        return perActive('reset')
      case 'calls':
        return per('call', (events, day) => within(events, ['seen'], day, 365))
      case 'first-contact':
        // A call counts on the eighth day after it was closed, when it is known whether another followed.
        return this.#settledIn(
          q,
          (e, events) => !closed(e).escalated && !events.some((other) => later(e, other)),
        )
      case 'repeat-calls':
        return share(
          (e, events) =>
            e.kind === 'call' && events.some((other) => other.kind === 'call' && later(other, e)),
          kinds('call'),
        )
      case 'verification-failure':
        return share(kinds('verify-failed'), kinds('verify-failed', 'verified'))
      case 'service-level':
        return share((e) => e.kind === 'call-closed' && closed(e).inTime, kinds('call-closed'))
      case 'time-to-activate':
        return this.#median(q, [1, 4, 24, 72, 168, 720, 2160], (e, events) => {
          const activations = events.filter((x) => x.kind === 'activated').sort((a, b) => a.at - b.at)
          const offer = events.filter((x) => x.kind === 'offered').sort((a, b) => a.at - b.at)[0]
          return e === activations[0] && offer && offer.at <= e.at ? (e.at - offer.at) / 3600 : undefined
        })
      case 'time-to-resolve':
        return this.#median(q, [5, 15, 30, 60, 240, 1440], (e) =>
          e.kind === 'call-closed' ? e.value! / 60 : undefined,
        )
      default:
        throw new Error(`no definition of ${code}`)
    }
  }

  /** The median class as its end, in `numerator`, or -1 where it is the open one or nothing was timed. */
  #median(
    q: SlowQuestion,
    ends: number[],
    timeOf: (event: RawEvent, events: RawEvent[]) => number | undefined,
  ): Count {
    const times: number[] = []
    this.#eventsIn(q, (event, events) => {
      const time = timeOf(event, events)
      if (time !== undefined) times.push(time)
      return false
    })
    times.sort((a, b) => a - b)
    const median = times[Math.ceil(times.length / 2) - 1]
    return {
      numerator: median === undefined ? -1 : (ends.find((end) => median <= end) ?? -1),
      denominator: times.length,
    }
  }

  /** How many of those seen in a year had come how far with the portal on the last day, step by step. */
  funnel(q: SlowQuestion): number[] {
    const within = (events: RawEvent[], kinds: string[]) =>
      events.some((e) => kinds.includes(e.kind) && e.day > q.asOf - 365 && e.day <= q.asOf)
    const seen = (events: RawEvent[]) => within(events, ['seen'])
    const steps = ['offered', 'delivered', 'opened', 'activated', 'sign-in']
    return [
      this.#peopleOn(q, q.asOf, seen),
      ...steps.map((_, i) => {
        const kinds = [...steps.slice(i), ...acts]
        const came = (events: RawEvent[]) => events.some((e) => kinds.includes(e.kind) && e.day <= q.asOf)
        return this.#peopleOn(q, q.asOf, (events) => seen(events) && came(events))
      }),
      this.#peopleOn(q, q.asOf, (events) => seen(events) && within(events, acts)),
    ]
  }

  /** Calls of a cause that were closed in the period. */
  closed(q: SlowQuestion, cause: string): number {
    return this.#eventsIn(q, (e) => e.kind === 'call-closed' && JSON.parse(e.data!).cause === cause)
  }

  /** Of those whose first sign-in fell in a month: how many did anything in the month `after` months later. */
  retained(q: SlowQuestion, month: number, after: number): number {
    return this.#people.filter((all) => {
      const events = this.#lifeOf(all).living
      const first = Math.min(...events.filter((e) => e.kind === 'sign-in').map((e) => e.day))
      return (
        monthOf(first) === month &&
        this.#fits(all, first, q.segment) &&
        events.some((e) => acts.includes(e.kind) && monthOf(e.day) === month + after)
      )
    }).length
  }

  /** Distinct people to whom something happened in the week that ends with a day, where it happened to them first. */
  inWeek(kind: string, last: number, segment: Record<string, string>): number {
    return this.#people.filter((all) => {
      const days = this.#lifeOf(all)
        .living.filter((e) => e.kind === kind && e.day > last - 7 && e.day <= last)
        .map((e) => e.day)
      return days.length > 0 && this.#fits(all, Math.min(...days), segment)
    }).length
  }

  /** Distinct people who did anything in the `days` days to a day. */
  active(day: number, days: number, segment: Record<string, string>): number {
    const q = { from: 0, to: 0, asOf: day, segment }
    return this.#peopleOn(q, day, (events) =>
      events.some((e) => acts.includes(e.kind) && e.day > day - days && e.day <= day),
    )
  }
}
