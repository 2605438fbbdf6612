import { dayMs, dayPlus } from '../api/core/calendar.ts'
import { newId } from '../api/core/db/id.ts'
import { aCase, type Diary, touch } from './diary.ts'
import { atWork, type Careful, peeks, type Scene, type Story, TooFew, update } from './snoopingScene.ts'
import type { Worker } from './workforce.ts'

type Told = Awaited<ReturnType<Story>>
type Numbers = { next: number }

/** Cases as somebody makes them up who wants to look: some take their time over it, and some type what they know. */
function pretend(
  { random }: Scene,
  { diary, numbers }: { diary: Diary; numbers: Numbers },
  worker: Worker,
  patientId: string,
  at: (minute: number) => string,
  proof?: 'success' | 'failure',
): void {
  const caseId = aCase({ diary, numbers, random }, { id: patientId }, worker, at(0), '')
  const row = diary.cases.at(-1)!
  row.caller_key = null
  row.closed_at = at(random.int(1, 6))
  const within = (minute: number, action: string, over = {}) =>
    diary.events.push(touch(worker, patientId, at(minute), action, { caseId, ...over }))
  within(0, 'case.opened')
  diary.events.push(touch(worker, patientId, at(0.2), 'patient.shown'))
  if (proof)
    within(0.5, 'caller.verified', { outcome: proof, detail: { tier: proof === 'success' ? 'T1' : 'T0' } })
  within(6, 'case.closed')
}

const somebodyNear = async (scene: Scene): Promise<string> => {
  const { random, agent, workers, victim, trx } = scene
  if (random.chance(0.5)) {
    const others = workers.filter((w) => w !== agent && w.self.id !== agent.self.id)
    if (others.length === 0) throw new TooFew()
    return random.pick(others).self.id
  }
  const { street, city, postal_code, address_key } = agent.self
  await update(trx, victim, { street, city, postal_code, address_key })
  return victim.id
}

const watched = async ({ trx, workers, victim, day }: Scene, days = 30) => {
  await trx
    .insertInto('watched_patient')
    .values({
      id: newId(),
      patient_id: victim.id,
      kind: 'in-the-news',
      from_day: dayPlus(day, -3),
      to_day: dayPlus(day, days),
      added_by: workers.find((w) => w.role === 'privacy-officer')!.id,
      added_at: `${dayPlus(day, -3)}T09:00:00.000Z`,
    })
    .execute()
  return victim.id
}

const onTheDay = (scene: Scene, patientId: string, acts: (diary: Diary, numbers: Numbers) => void): Told => ({
  ...peeks(scene),
  about: { staffId: scene.agent.id, patientId },
  acts(day, diary, numbers) {
    if (day === scene.day) acts(diary, numbers)
  },
})

const at = (worker: Worker, day: string) => (minute: number) => atWork(worker, day, 120 + minute)

/** The same curiosity by people who know that they are watched, and hide it. */
export const carefulStories: Record<Careful, Story> = {
  async 'fake-case'(scene) {
    const patientId = await somebodyNear(scene)
    return onTheDay(scene, patientId, (diary, numbers) =>
      pretend(scene, { diary, numbers }, scene.agent, patientId, at(scene.agent, scene.day), 'success'),
    )
  },

  async 'failed-proof'(scene) {
    const patientId = scene.random.chance(0.5) ? await watched(scene) : await somebodyNear(scene)
    return onTheDay(scene, patientId, (diary, numbers) =>
      pretend(scene, { diary, numbers }, scene.agent, patientId, at(scene.agent, scene.day), 'failure'),
    )
  },

  /** A result list, or a report: nothing is opened. */
  async 'other-doors'(scene) {
    const patientId = scene.random.chance(0.5) ? await watched(scene) : await somebodyNear(scene)
    const officer = scene.workers.find((w) => w.role === 'privacy-officer' && w.self.id !== patientId)
    const list = !officer || scene.agent.self.id === patientId || scene.random.chance(0.7)
    if (list || !(await isWatched(scene, patientId)))
      return onTheDay(scene, patientId, (diary) => {
        const alike = scene.random.chance(0.5) ? [scene.random.pick(scene.patients).id] : []
        diary.events.push({
          ...touch(scene.agent, patientId, atWork(scene.agent, scene.day), 'patient.searched'),
          patientIds: [patientId, ...alike],
        })
      })
    return {
      ...onTheDay(scene, patientId, (diary) =>
        diary.events.push(touch(officer, patientId, atWork(officer, scene.day), 'audit.reported')),
      ),
      about: { staffId: officer.id, patientId },
    }
  },

  /** One person, again and again, weeks apart. */
  slow: (scene) => ({
    ...peeks(scene),
    to: dayPlus(scene.day, 13),
    from: dayPlus(scene.day, -77),
    acts(day, diary) {
      if ([-77, -35, 0].some((n) => day === dayPlus(scene.day, n)))
        diary.events.push(touch(scene.agent, scene.victim.id, atWork(scene.agent, day), 'patient.shown'))
    },
  }),

  /** Strangers, one on most days over seven weeks, each with a case of a minute. */
  'slow-cases': (scene) => {
    const victims = Array.from({ length: 35 }, () => scene.another())
    const begins = dayPlus(scene.day, -49)
    return {
      about: { staffId: scene.agent.id },
      also: victims.map((v) => ({ staffId: scene.agent.id, patientId: v.id })),
      from: begins,
      to: dayPlus(scene.day, 13),
      acts(day, diary, numbers) {
        const n = Math.round((Date.parse(day) - Date.parse(begins)) / dayMs)
        if (n < 0 || n >= 49 || n % 7 > 4 || scene.agent.absent(day)) return
        const victim = victims[Math.floor(n / 7) * 5 + (n % 7)]!
        const when = at(scene.agent, day)
        pretend(scene, { diary, numbers }, scene.agent, victim.id, when)
        diary.cases.at(-1)!.closed_at = when(scene.random.int(1, 2))
      },
    }
  },

  /** A colleague opens the case, and the other looks. */
  async cover(scene) {
    const patientId = await somebodyNear(scene)
    const colleagues = scene.workers.filter(
      (w) => w.role === 'helpdesk' && w !== scene.agent && w.self.id !== patientId,
    )
    if (colleagues.length === 0) throw new TooFew()
    const colleague = scene.random.pick(colleagues)
    return onTheDay(scene, patientId, (diary, numbers) => {
      const when = at(scene.agent, scene.day)
      pretend(scene, { diary, numbers }, colleague, patientId, when, 'success')
      diary.events.push(touch(scene.agent, patientId, when(10), 'patient.shown'))
    })
  },

  /** Everybody looks at the one in the news, and each has a case. */
  crowd: (scene) => {
    const desk = scene.workers.filter((w) => w.role === 'helpdesk')
    if (desk.length < 6) throw new TooFew()
    const people = new Set<Worker>()
    while (people.size < 6) people.add(scene.random.pick(desk))
    return {
      about: { patientId: scene.victim.id },
      also: [...people].map((w) => ({ staffId: w.id, patientId: scene.victim.id })),
      from: scene.day,
      to: dayPlus(scene.day, 1),
      acts(day, diary, numbers) {
        for (const [i, w] of [...people].entries())
          if (day === dayPlus(scene.day, i % 2))
            pretend(scene, { diary, numbers }, w, scene.victim.id, at(w, day), 'success')
      },
    }
  },
}

async function isWatched({ trx }: Scene, patientId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('watched_patient')
    .select('id')
    .where('patient_id', '=', patientId)
    .executeTakeFirst()
  return row !== undefined
}
