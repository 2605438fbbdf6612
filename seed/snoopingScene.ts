import type { AuditEvent } from '../api/audit/event.ts'
import { dayPlus } from '../api/core/calendar.ts'
import type { Tables } from '../api/core/db/tables.ts'
import type { Trx } from '../api/core/db/transact.ts'
import type { RuleCode } from '../api/privacy/lists.ts'
import { type Diary, touch } from './diary.ts'
import type { Random } from './random.ts'
import type { Worker } from './workforce.ts'

export type Patient = Tables['patient']

export type Careful = 'fake-case' | 'failed-proof' | 'other-doors' | 'slow' | 'slow-cases' | 'cover' | 'crowd'

export interface Subject {
  staffId?: string
  patientId?: string
  callerKey?: string
}

/** One thing somebody did that they should not have done, and that is therefore known. */
export interface Snooping {
  /** The rule it is of the kind of, or how it was hidden. */
  kind: RuleCode | Careful
  /** By somebody who hides it: no rule is named for it. */
  careful: boolean
  /** What an alert of that rule would be about. */
  about: Subject
  /** Whatever else an alert might rightly be about. */
  also: Subject[]
  from: string
  to: string
  acts(day: string, diary: Diary, numbers: { next: number }): void
}

export interface Scene {
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

/** A hospital so small that a story lacks its people. */
export class TooFew extends Error {}

type Told = Omit<Snooping, 'kind' | 'careful'>
export type Story = (scene: Scene) => Promise<Told> | Told

export const clock = (worker: Worker, day: string, minute: number) =>
  new Date(worker.startOf(day) + minute * 60_000).toISOString()

/** In the middle of the shift, so that nothing but what the story is about stands out. */
export const atWork = (worker: Worker, day: string, minute = 120) =>
  clock(worker, day, worker.begins * 60 + minute)

/** A look at one record, without a case. */
export const peeks = (scene: Scene, victim: Patient = scene.victim): Told => ({
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

export const update = (trx: Trx, patient: Patient, change: Partial<Patient>) => {
  Object.assign(patient, change)
  return trx.updateTable('patient').set(change).where('id', '=', patient.id).execute()
}

export const many = (scene: Scene, events: (day: string) => AuditEvent[], days = 1): Told => ({
  about: { staffId: scene.agent.id },
  also: [],
  from: scene.day,
  to: dayPlus(scene.day, days - 1),
  acts(day, diary) {
    if (day >= scene.day && day <= dayPlus(scene.day, days - 1)) diary.events.push(...events(day))
  },
})
