import { z } from '@hono/zod-openapi'
import { undecidedKinds } from '../acts/undecided.ts'
import { declineReasons, raisedBy } from '../callers/lists.ts'
import { verification } from '../callers/schema.ts'
import { queues } from '../cases/lists.ts'
import { caseFields } from '../cases/schema.ts'
import { roles } from '../core/access/permissions.ts'
import { id, moment } from '../core/http/schema.ts'
import { loginStates } from '../logins/lists.ts'
import { risk } from '../logins/schema.ts'
import { ageBands } from '../patients/ageAt.ts'
import { patientRow as listed, patient as recorded } from '../patients/schema.ts'
import { questions } from '../quality/lists.ts'

/** The state of a login, or that there is none. */
const accountStatus = z.enum(['none', ...loginStates])

/** A row of a list of patients, with the state of the login. */
const patientRow = listed.extend({ accountStatus }).openapi('PatientRow')

export const patientPage = z.object({
  data: z.array(patientRow),
  /** When `capped` is true there are more: add a word or a birth date. */
  total: z.number(),
  capped: z.boolean(),
  /** A birth date or number was not compared with everybody shown: too many different ones were asked today. */
  uncompared: z.boolean(),
})

/** A patient's page: the record, with the login. */
export const patient = recorded
  .extend({
    account: z
      .object({
        id,
        username: z.string().openapi({ description: 'Masked' }),
        status: z.enum(loginStates),
        statusReason: z.string().nullable(),
        mustChangePassword: z.boolean(),
        invitedAt: moment.nullable(),
        activatedAt: moment.nullable(),
        lockedAt: moment.nullable(),
        lastSignInAt: moment.nullable(),
        openSessions: z.number(),
        /** Since when it has an authenticator that the patient can read a code from; null where it has none. */
        secondFactorSetAt: moment.nullable(),
        /** Passkeys by which the patient can confirm a call, and when the newest of them was added; null where there is none. */
        passkeys: z.number(),
        newestPasskeyAt: moment.nullable(),
        version: z.number(),
      })
      .nullable(),
    /** Changes of contact that wait for their delay to be over. */
    contactChanges: z.array(
      z.object({
        id,
        system: z.enum(['email', 'phone', 'address']),
        /** Null where what was asked for cannot be read any more. */
        masked: z.string().nullable(),
        askedAt: moment,
        takesEffectAt: moment,
      }),
    ),
    /** Who may speak for them by their age, which alone of a masked birth date acts say anyway. */
    ageBand: z.enum(ageBands),
    /** Whether an outside service that proves identities is set up. */
    proofingOffered: z.boolean(),
  })
  .openapi('Patient')

export const progress = z
  .object({
    accountStatus,
    lastSignInAt: moment.nullable(),
    signedInSinceOpened: z.boolean(),
    /** There were more steps or mails than are told: the oldest are left out. */
    cut: z.boolean(),
    steps: z.array(z.object({ at: moment, kind: z.string(), reason: z.string().nullable() })),
    mails: z.array(
      z.object({
        id,
        channel: z.enum(['email', 'text']),
        template: z.string(),
        status: z.string(),
        lastError: z.string().nullable(),
        at: moment,
      }),
    ),
  })
  .openapi('CaseProgress')

export const supportCase = z
  .object({
    ...caseFields,
    summary: z.string(),
    notes: z.array(
      z.object({
        id,
        kind: z.string(),
        text: z.string(),
        by: z.string(),
        at: moment,
        /** The number of the merged case it was written in; null for this one. */
        inCase: z.number().nullable(),
      }),
    ),
    verifications: z.array(
      verification.extend({
        caller: z.string(),
        by: z.string(),
        at: moment,
        live: z.boolean(),
        /** When the caller was proved to level 2, and by what. */
        raised: z.object({ at: moment, by: z.enum(raisedBy) }).nullable(),
        /** When the patient came back from the outside service. */
        cameBackAt: moment.nullable(),
        /** When, and by whom as the second person, level 3 was approved. */
        approval: z.object({ at: moment, by: z.string() }).nullable(),
        /** When, by whom and why the second person declined; with it the verification was over. */
        declined: z
          .object({ at: moment, by: z.string(), reason: z.enum(declineReasons), note: z.string().nullable() })
          .nullable(),
      }),
    ),
    /** What it was last handed over with, and what came back. */
    handOver: z
      .object({
        to: z.enum(queues),
        by: z.string(),
        at: moment,
        answers: z.record(z.string(), z.string()),
        note: z.string(),
        answer: z.object({ by: z.string(), at: moment, note: z.string(), unread: z.boolean() }).nullable(),
      })
      .nullable(),
    /** How it had been closed, each time it was reopened. */
    closings: z.array(
      z.object({ id, at: moment, cause: z.string().nullable(), outcome: z.string().nullable() }),
    ),
    /** What speaks for proving this caller further than usual, now. */
    risks: z.array(risk),
    /** What records has to decide about the patient. */
    waits: z.array(z.enum(undecidedKinds)),
    /** Earlier calls from the same number, within so many days; null where the number is not known. */
    calledBefore: z
      .object({ aboutPatient: z.number(), aboutOthers: z.number(), days: z.number() })
      .nullable(),
    /** The case that goes on instead of this one. */
    mergedInto: z.object({ id, number: z.number() }).nullable(),
    /** Second cases about the same call. */
    merged: z.array(
      z.object({ id, number: z.number(), version: z.number(), summary: z.string(), openedAt: moment }),
    ),
    /** Cases of other patients that belong to it: which, and who works them; nothing of whom they are about. */
    links: z.array(
      z.object({
        id,
        number: z.number(),
        is: z.enum(['parent', 'child']),
        workedBy: z.array(z.enum(roles)),
      }),
    ),
    progress,
    mark: z.string().openapi({ description: 'Differs once anything about the case does' }),
  })
  .openapi('Case')

/** So many of so many, and between which values the share lies; nothing where there are too few to say. */
const share = z.object({
  count: z.number(),
  of: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export const work = z
  .object({
    /** How many days back counts go, and how few are too few for a share. */
    days: z.number(),
    smallest: z.number(),
    settledDays: z.number(),
    /** By name. */
    people: z.array(
      z.object({
        id,
        name: z.string(),
        role: z.enum(roles),
        open: z.number(),
        urgent: z.number(),
        late: z.number(),
        lastSeenAt: moment.nullable(),
        opened: z.number(),
        closed: z.number(),
        firstContact: share,
        reopened: share,
        notVerified: share,
        quality: share,
      }),
    ),
    queues: z.array(
      z.object({
        queue: z.string().nullable(),
        open: z.number(),
        unassigned: z.number(),
        late: z.number(),
        oldest: moment,
      }),
    ),
    shares: z.object({
      firstContact: share,
      reopened: share,
      notVerified: share,
      urgent: share,
      approved: share,
      /** Of the proofs of identity that a second person decided on: those declined. */
      declined: share,
      /** Of the records that staff opened, by person, patient and day, up to the last whole day evaluated: those in an emergency. */
      emergency: share,
      quality: share,
    }),
    /** Of the calls that were reviewed and to which a question applied: to how many it was answered yes. */
    questions: z.array(z.object({ question: z.enum(questions), share })),
  })
  .openapi('DeskWork')
