import { dayPlus } from '../api/core/calendar.ts'
import type { Trx } from '../api/core/db/transact.ts'
import type { YearOptions } from './accessYear.ts'
import type { Random } from './random.ts'
import { carefulStories } from './snoopingCareful.ts'
import { conductStories } from './snoopingConduct.ts'
import { relationStories } from './snoopingRelations.ts'
import { type Patient, type Scene, type Snooping, type Story, TooFew } from './snoopingScene.ts'
import type { Worker } from './workforce.ts'

const stories = { ...relationStories, ...conductStories }

const roleFor: Partial<Record<Snooping['kind'], Worker['role']>> = {
  'glass-without-cause': 'manager',
  'act-without-case': 'supervisor',
}

const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/**
 * Arranges every kind of snooping, some of each, on days spread over the time that is not quiet. A kind that needs more
 * people than there are is left out.
 */
export async function plant(
  trx: Trx,
  random: Random,
  patients: readonly Patient[],
  workers: readonly Worker[],
  { from, days, quietDays, ofEachKind, careful }: YearOptions,
): Promise<Snooping[]> {
  const own = new Set(workers.map((w) => w.self.id))
  const taken = new Set<string>()
  const gone = new Set<Worker>()
  const available = patients.filter((p) => !own.has(p.id) && p.deceased_at === null).length
  const another = () => {
    if (taken.size >= available) throw new TooFew()
    for (;;) {
      const p = random.pick(patients)
      if (own.has(p.id) || taken.has(p.id) || p.deceased_at !== null) continue
      taken.add(p.id)
      return p
    }
  }
  const planted: Snooping[] = []
  // Whoever leaves does so late, since they do nothing afterwards.
  for (const [kind, story] of Object.entries(careful ? { ...stories, ...carefulStories } : stories) as [
    Snooping['kind'],
    Story,
  ][])
    for (let i = 0; i < ofEachKind; i++) {
      const late = kind === 'after-employment'
      const candidates = workers.filter((w) => w.role === (roleFor[kind] ?? 'helpdesk') && !gone.has(w))
      if (candidates.length === 0) continue
      const agent = random.pick(candidates)
      if (late) gone.add(agent)
      let day = ''
      const begins =
        kind === 'slow' || kind === 'slow-cases' ? Math.min(quietDays + 80, days - 20) : quietDays
      do day = dayPlus(from, random.int(late ? days - 9 : begins, days - (late ? 2 : 14)))
      while (agent.absent(day) || isWeekend(day))
      try {
        const scene: Scene = { trx, random, workers, agent, victim: another(), patients, day, another }
        planted.push({ kind, careful: kind in carefulStories, ...(await story(scene)) })
      } catch (error) {
        if (!(error instanceof TooFew)) throw error
      }
    }
  return planted
}
