import { dayPlus } from '../api/core/calendar.ts'
import { newId } from '../api/core/db/id.ts'
import { addressKey, nameKey, normalize } from '../api/core/normalize.ts'
import type { RuleCode } from '../api/privacy/lists.ts'
import { streets } from './names.ts'
import { peeks, type Story, TooFew, update } from './snoopingScene.ts'

/** Looks at people the snooper has to do with, or at records that are of interest to anybody. */
export const relationStories: Partial<Record<RuleCode, Story>> = {
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

  coworker: (scene) => {
    const others = scene.workers.filter((w) => w !== scene.agent)
    if (others.length === 0) throw new TooFew()
    return peeks(scene, scene.random.pick(others).self)
  },

  async 'same-surname'(scene) {
    const family_name = scene.agent.familyName
    const term = normalize(family_name).split(' ')[0]!
    const words = ` ${term} ${normalize(scene.victim.given_name)}`
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
        from_day: dayPlus(scene.day, -3),
        to_day: dayPlus(scene.day, 30),
        added_by: scene.workers.find((w) => w.role === 'privacy-officer')!.id,
        added_at: `${dayPlus(scene.day, -3)}T09:00:00.000Z`,
      })
      .execute()
    return peeks(scene)
  },

  async deceased(scene) {
    await update(scene.trx, scene.victim, { deceased_at: dayPlus(scene.day, -scene.random.int(60, 400)) })
    return peeks(scene)
  },
}
