import type { AuditEvent } from '../api/audit/event.ts'
import { newId } from '../api/db/id.ts'
import type { Tables } from '../api/db/tables.ts'
import type { Trx } from '../api/db/transact.ts'
import { addressKey, fold, nameKey } from '../api/patients/fold.ts'
import type { RuleCode } from '../api/privacy/lists.ts'
import { aCase, aContact, type Diary, touch, type YearOptions } from './accessYear.ts'
import { streets } from './names.ts'
import type { Random } from './random.ts'
import { dayOf, type Worker } from './workforce.ts'

type Patient = Tables['patient']

export interface Subject {
  staffId?: string
  patientId?: string
  callerKey?: string
}

/** One thing somebody did that they should not have done, and that is therefore known. */
export interface Snooping {
  /** The rule it is of the kind of. */
  kind: RuleCode
  /** What an alert of that rule would be about. */
  about: Subject
  /** Whatever else an alert might rightly be about. */
  also: Subject[]
  from: string
  to: string
  acts(day: string, diary: Diary, numbers: { next: number }): void
}

interface Scene {
  trx: Trx
  random: Random
  workers: readonly Worker[]
  agent: Worker
  victim: Patient
  patients: readonly Patient[]
  /** The day it happens, or begins. */
  day: string
  /** A patient nobody else in these stories has to do with. */
  another(): Patient
}

type Story = (scene: Scene) => Promise<Omit<Snooping, 'kind'>> | Omit<Snooping, 'kind'>

const clock = (worker: Worker, day: string, minute: number) =>
  new Date(worker.startOf(day) + minute * 60_000).toISOString()

/** In the middle of the shift, so that nothing but what the story is about stands out. */
const atWork = (worker: Worker, day: string, minute = 120) => clock(worker, day, worker.begins * 60 + minute)

/** A look at one record, without a case. */
const peeks = (scene: Scene, victim: Patient = scene.victim): Omit<Snooping, 'kind'> => ({
  about: { staffId: scene.agent.id, patientId: victim.id },
  also: [],
  from: scene.day,
  to: scene.day,
  acts(day, diary) {
    if (day !== scene.day) return
    diary.events.push(touch(scene.agent, victim.id, atWork(scene.agent, day), 'patient.shown'))
    diary.events.push(touch(scene.agent, victim.id, atWork(scene.agent, day, 121), 'patient.diagnosed'))
  },
})

const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

const update = (trx: Trx, patient: Patient, change: Partial<Patient>) => {
  Object.assign(patient, change)
  return trx.updateTable('patient').set(change).where('id', '=', patient.id).execute()
}

const many = (scene: Scene, events: (day: string) => AuditEvent[], days = 1): Omit<Snooping, 'kind'> => ({
  about: { staffId: scene.agent.id },
  also: [],
  from: scene.day,
  to: dayOf(scene.day, days - 1),
  acts(day, diary) {
    if (day >= scene.day && day <= dayOf(scene.day, days - 1)) diary.events.push(...events(day))
  },
})

const stories: Partial<Record<RuleCode, Story>> = {
  self: (scene) => peeks(scene, scene.agent.self),

  async household(scene) {
    const { street, city, postal_code, address_key } = scene.agent.self
    await update(scene.trx, scene.victim, { street, city, postal_code, address_key })
    return peeks(scene)
  },

  async family(scene) {
    await scene.trx
      .insertInto('proxy_grant')
      .values({
        id: newId(),
        patient_id: scene.victim.id,
        proxy_patient_id: scene.agent.self.id,
        proxy_name: scene.agent.name,
        relationship: 'parent',
        status: 'active',
        waiting_for: null,
        ended_reason: null,
        created_at: `${scene.day}T00:00:00.000Z`,
        ended_at: null,
      })
      .execute()
    return peeks(scene)
  },

  coworker: (scene) => peeks(scene, scene.random.pick(scene.workers.filter((w) => w !== scene.agent)).self),

  async 'same-surname'(scene) {
    const family_name = scene.agent.familyName
    const term = fold(family_name).split(' ')[0]!
    const words = ` ${term} ${fold(scene.victim.given_name)} ${scene.victim.mrn}`
    await update(scene.trx, scene.victim, { family_name, family_key: nameKey(family_name), words })
    await scene.trx
      .insertInto('patient_term')
      .values({ term, words, birth_date: scene.victim.birth_date, patient_id: scene.victim.id })
      .execute()
    return peeks(scene)
  },

  async neighbour(scene) {
    const { agent, random } = scene
    const number = Number(/^\d+/.exec(agent.self.street ?? '')?.[0] ?? 10)
    const street = `${number + random.int(1, 8)} ${(agent.self.street ?? `1 ${streets[0]} Street`)
      .replace(/^\d+\s*/, '')
      .replace(/ Apt.*$/, '')}`
    const { postal_code } = agent.self
    await update(scene.trx, scene.victim, {
      street,
      postal_code,
      address_key: addressKey(street, postal_code),
    })
    return peeks(scene)
  },

  async watched(scene) {
    await scene.trx
      .insertInto('watched_patient')
      .values({
        id: newId(),
        patient_id: scene.victim.id,
        kind: 'in-the-news',
        from_day: dayOf(scene.day, -3),
        to_day: dayOf(scene.day, 30),
        added_by: scene.workers.find((w) => w.role === 'privacy-officer')!.id,
        added_at: `${dayOf(scene.day, -3)}T09:00:00.000Z`,
      })
      .execute()
    return peeks(scene)
  },

  async deceased(scene) {
    await update(scene.trx, scene.victim, { deceased_at: dayOf(scene.day, -scene.random.int(60, 400)) })
    return peeks(scene)
  },

  'glass-without-cause': (scene) => ({
    ...peeks(scene),
    acts(day, diary) {
      if (day === scene.day)
        diary.events.push(
          touch(scene.agent, scene.victim.id, atWork(scene.agent, day), 'patient.shown', {
            purpose: 'break-glass',
          }),
        )
    },
  }),

  'no-relation': (scene) => ({
    ...peeks(scene),
    to: dayOf(scene.day, 9),
    acts(day, diary) {
      if ([0, 4, 9].some((n) => day === dayOf(scene.day, n)))
        diary.events.push(touch(scene.agent, scene.victim.id, atWork(scene.agent, day), 'patient.shown'))
    },
  }),

  'act-without-case': (scene) => ({
    ...peeks(scene),
    acts(day, diary) {
      if (day === scene.day)
        diary.events.push(touch(scene.agent, scene.victim.id, atWork(scene.agent, day), 'patient.revealed'))
    },
  }),

  'off-hours': (scene) => ({
    ...peeks(scene),
    acts(day, diary) {
      if (day === scene.day)
        diary.events.push(
          touch(
            scene.agent,
            scene.victim.id,
            clock(scene.agent, day, scene.random.int(60, 240)),
            'patient.shown',
          ),
        )
    },
  }),

  /** Somebody else has the session: another address, at night, a few records. */
  'new-address': (scene) => {
    const victims = [scene.victim, scene.another()]
    return {
      ...peeks(scene),
      also: victims.map((v) => ({ staffId: scene.agent.id, patientId: v.id })),
      acts(day, diary) {
        if (day !== scene.day) return
        for (const [i, v] of victims.entries())
          diary.events.push(
            touch(scene.agent, v.id, clock(scene.agent, day, 130 + i), 'patient.shown', {
              ip: '203.0.113.77',
            }),
          )
      },
    }
  },

  /** An agent helps an accomplice to a login: a call that was none, a link, another mailbox, and a link to that. */
  'reset-then-contact': (scene) => ({
    ...peeks(scene),
    to: dayOf(scene.day, 1),
    acts(day, diary, numbers) {
      if (day !== scene.day) return
      const at = (minute: number) => atWork(scene.agent, day, minute)
      const caseId = aCase(
        { diary, numbers, random: scene.random },
        scene.victim,
        scene.agent,
        at(100),
        newId(),
      )
      for (const action of ['case.opened', 'caller.verified', 'account.reset-link-sent'] as const)
        diary.events.push(touch(scene.agent, scene.victim.id, at(101), action, { caseId }))
      diary.contacts.push(aContact(scene.victim.id, at(130)))
      diary.events.push(touch(scene.agent, scene.victim.id, at(140), 'account.reset-link-sent', { caseId }))
    },
  }),

  volume: (scene) => {
    const victims = Array.from({ length: 150 }, () => scene.random.pick(scene.patients))
    return {
      ...many(scene, (day) =>
        victims.map((v, i) => touch(scene.agent, v.id, atWork(scene.agent, day, 60 + i), 'patient.shown')),
      ),
      also: victims.map((v) => ({ staffId: scene.agent.id, patientId: v.id })),
    }
  },

  enumeration: (scene) =>
    many(scene, (day) =>
      Array.from({ length: 40 }, (_, i) => ({
        ...touch(scene.agent, '', atWork(scene.agent, day, 60 + i), 'patient.searched'),
        patientIds: Array.from({ length: 25 }, () => scene.random.pick(scene.patients).id),
      })),
    ),

  refusals: (scene) =>
    many(scene, (day) =>
      Array.from({ length: scene.random.int(12, 30) }, (_, i) => ({
        ...touch(scene.agent, '', atWork(scene.agent, day, 60 + i), 'access.denied', { outcome: 'denied' }),
        patientIds: [],
      })),
    ),

  async 'on-leave'(scene) {
    const away = dayOf(scene.day, 2)
    await scene.trx
      .insertInto('staff_absence')
      .values({ staff_id: scene.agent.id, from_day: scene.day, to_day: away, kind: 'vacation' })
      .onConflict((oc) => oc.columns(['staff_id', 'from_day']).doUpdateSet({ to_day: away }))
      .execute()
    const { absent } = scene.agent
    scene.agent.absent = (day) => absent(day) || (day >= scene.day && day <= away)
    const victim = scene.another()
    return {
      ...many(scene, (day) => [touch(scene.agent, victim.id, atWork(scene.agent, day), 'patient.shown')]),
      also: [{ staffId: scene.agent.id, patientId: victim.id }],
    }
  },

  async 'after-employment'(scene) {
    const left = dayOf(scene.day, -scene.random.int(1, 4))
    await scene.trx
      .updateTable('staff_record')
      .set({ employed_until: left })
      .where('staff_id', '=', scene.agent.id)
      .execute()
    const { absent } = scene.agent
    scene.agent.absent = (day) => absent(day) || day > left
    const victim = scene.another()
    return {
      ...many(scene, (day) => [touch(scene.agent, victim.id, atWork(scene.agent, day), 'patient.shown')]),
      also: [{ staffId: scene.agent.id, patientId: victim.id }],
    }
  },

  'hot-record': (scene) => {
    const crowd = scene.workers.filter((w) => w.role === 'helpdesk').slice(0, 40)
    const people = new Set<Worker>()
    while (people.size < 6) people.add(scene.random.pick(crowd))
    return {
      about: { patientId: scene.victim.id },
      also: [...people].map((w) => ({ staffId: w.id, patientId: scene.victim.id })),
      from: scene.day,
      to: dayOf(scene.day, 1),
      acts(day, diary) {
        for (const [i, w] of [...people].entries())
          if (day === dayOf(scene.day, i % 2))
            diary.events.push(touch(w, scene.victim.id, atWork(w, day), 'patient.shown'))
      },
    }
  },

  /** Somebody curious: every working day or two another record, none twice. */
  serial: (scene) => {
    const victims = Array.from({ length: 24 }, () => scene.another())
    return {
      ...many(
        scene,
        (day) => {
          const n = Math.round((Date.parse(day) - Date.parse(scene.day)) / 86_400_000)
          return [victims[2 * n]!, victims[2 * n + 1]!].map((v) =>
            touch(scene.agent, v.id, atWork(scene.agent, day), 'patient.shown'),
          )
        },
        12,
      ),
      also: victims.map((v) => ({ staffId: scene.agent.id, patientId: v.id })),
    }
  },

  /** Somebody rings for one patient after the other until an agent believes them. */
  'caller-number': (scene) => {
    const callerKey = `attacker:${newId()}`
    const victims = Array.from({ length: 6 }, () => scene.another())
    const agents = scene.workers.filter((w) => w.role === 'helpdesk')
    return {
      about: { callerKey },
      also: [],
      from: scene.day,
      to: dayOf(scene.day, 2),
      acts(day, diary, numbers) {
        for (const [i, v] of victims.entries()) {
          if (day !== dayOf(scene.day, i % 3)) continue
          const agent = scene.random.pick(agents)
          const at = atWork(agent, day)
          const caseId = aCase({ diary, numbers, random: scene.random }, v, agent, at, callerKey)
          diary.cases.at(-1)!.caller_key = callerKey
          for (const action of ['patient.shown', 'case.opened', 'caller.verified'] as const)
            diary.events.push(
              touch(agent, v.id, at, action, {
                ...(action !== 'patient.shown' && { caseId }),
                outcome: action === 'caller.verified' ? 'failure' : 'success',
              }),
            )
        }
      },
    }
  },
}

const roleFor: Partial<Record<RuleCode, Worker['role']>> = {
  'glass-without-cause': 'manager',
  'act-without-case': 'supervisor',
}

/** Arranges every kind of snooping, some of each, on days spread over the time that is not quiet. */
export async function plant(
  trx: Trx,
  random: Random,
  patients: readonly Patient[],
  workers: readonly Worker[],
  { from, days, quietDays, ofEachKind }: YearOptions,
): Promise<Snooping[]> {
  const own = new Set(workers.map((w) => w.self.id))
  const taken = new Set<string>()
  const gone = new Set<Worker>()
  const another = () => {
    for (;;) {
      const p = random.pick(patients)
      if (own.has(p.id) || taken.has(p.id) || p.deceased_at !== null) continue
      taken.add(p.id)
      return p
    }
  }
  const planted: Snooping[] = []
  // Whoever leaves does so late, since they do nothing afterwards.
  for (const [kind, story] of Object.entries(stories) as [RuleCode, Story][])
    for (let i = 0; i < ofEachKind; i++) {
      const late = kind === 'after-employment'
      const candidates = workers.filter((w) => w.role === (roleFor[kind] ?? 'helpdesk') && !gone.has(w))
      const agent = random.pick(candidates)
      if (late) gone.add(agent)
      let day = ''
      do day = dayOf(from, random.int(late ? days - 9 : quietDays, days - (late ? 2 : 14)))
      while (agent.absent(day) || isWeekend(day))
      const scene: Scene = { trx, random, workers, agent, victim: another(), patients, day, another }
      planted.push({ kind, ...(await story(scene)) })
    }
  return planted
}
