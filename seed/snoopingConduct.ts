import { dayMs, dayPlus } from '../api/core/calendar.ts'
import { newId } from '../api/core/db/id.ts'
import type { RuleCode } from '../api/privacy/lists.ts'
import { aCase, aContact, touch } from './diary.ts'
import { atWork, clock, many, peeks, type Story, TooFew } from './snoopingScene.ts'
import type { Worker } from './workforce.ts'

/** What is odd about how, when or how much, whoever the patients are. */
export const conductStories: Partial<Record<RuleCode, Story>> = {
  'glass-without-cause': (scene) => ({
    ...peeks(scene),
    acts(day, diary) {
      if (day !== scene.day) return
      const opened = touch(scene.agent, scene.victim.id, atWork(scene.agent, day), 'patient.shown', {
        purpose: 'break-glass',
      })
      diary.events.push(opened)
      const began = Date.parse(opened.at) - 60_000
      diary.emergencies.push({
        id: newId(began),
        staff_id: scene.agent.id,
        patient_id: scene.victim.id,
        reason: 'patient-safety',
        explanation: 'A relative says there is a risk; the desk does not answer.',
        started_at: new Date(began).toISOString(),
        expires_at: new Date(began + 30 * 60_000).toISOString(),
      })
    },
  }),

  'no-relation': (scene) => ({
    ...peeks(scene),
    to: dayPlus(scene.day, 9),
    acts(day, diary) {
      if ([0, 4, 9].some((n) => day === dayPlus(scene.day, n)))
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
    to: dayPlus(scene.day, 1),
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
      diary.events.push(
        touch(scene.agent, scene.victim.id, at(130), 'contact.email-change-asked', { caseId }),
      )
      diary.contacts.push(aContact(scene.victim.id, at(130), 'desk'))
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
    const away = dayPlus(scene.day, 2)
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
    const left = dayPlus(scene.day, -scene.random.int(1, 4))
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
    if (crowd.length < 6) throw new TooFew()
    const people = new Set<Worker>()
    while (people.size < 6) people.add(scene.random.pick(crowd))
    return {
      about: { patientId: scene.victim.id },
      also: [...people].map((w) => ({ staffId: w.id, patientId: scene.victim.id })),
      from: scene.day,
      to: dayPlus(scene.day, 1),
      acts(day, diary) {
        for (const [i, w] of [...people].entries())
          if (day === dayPlus(scene.day, i % 2))
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
          const n = Math.round((Date.parse(day) - Date.parse(scene.day)) / dayMs)
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
      to: dayPlus(scene.day, 2),
      acts(day, diary, numbers) {
        for (const [i, v] of victims.entries()) {
          if (day !== dayPlus(scene.day, i % 3)) continue
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
