import { useMemo } from 'react'
import { factors } from '../../api/callers/compare.ts'
import { callers, photoDocuments } from '../../api/callers/lists.ts'
import { caseCauses, caseOutcomes, categories, channels, queues } from '../../api/cases/lists.ts'
import type { Permission } from '../../api/core/access/permissions.ts'
import { disableReasons, enableReasons, type Tier } from '../../api/logins/lists.ts'
import type { Key } from '../words.ts'
import type { Schema } from './form/schema.ts'
import { useWords } from './words/useWords.ts'

/** An act as the API declares it: what it is called, where it goes, what it needs and what it asks for. */
export interface ActDeclaration {
  name: string
  /** The verb on its button, in the reader's language. */
  verb: string
  method: 'post' | 'put'
  path: string
  needs: Permission
  /** How well the caller has to be known. */
  tier: Tier | null
  /** The states of the login it fits. */
  from: string[] | null
  fresh: boolean
  body: Schema
}

type Declared = Omit<ActDeclaration, 'name' | 'verb' | 'method' | 'fresh'> & { verb: Key }

const text = (maxLength: number): Schema => ({ type: 'string', minLength: 1, maxLength })
const one = (values: readonly string[]): Schema => ({ type: 'string', enum: [...values] })
const id: Schema = { type: 'string', format: 'uuid' }
const day: Schema = { type: 'string', format: 'date' }
const object = (properties: Record<string, Schema>, optional: string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
})

const onLogin = (verb: Declared['verb'], path: string, tier: Tier, from: string[], reason: Schema) => ({
  verb,
  path: `/api/patients/{id}/acts/${path}`,
  needs: 'accounts.act' as const,
  tier,
  from,
  body: object({ caseId: id, verificationId: id, reason }, ['verificationId']),
})
const onCase = (verb: Declared['verb'], path: string, properties: Record<string, Schema>) => ({
  verb,
  path: `/api/cases/{id}/${path}`,
  needs: 'cases.work' as Permission,
  tier: null,
  from: null,
  body: object(properties),
})
const onProof = (verb: Declared['verb'], path: string, properties: Record<string, Schema>) => ({
  ...onCase(verb, '', properties),
  path: `/api/verifications/{id}/${path}`,
  needs: 'callers.verify' as Permission,
})
const version: Schema = { type: 'integer' }

/*
 * 2026-11-25: written by hand for the acts of logins, callers and cases until GET /api/acts answers them in this same
 * shape. Nothing else in the console lists an act.
 */
const declared = {
  'account.invited': onLogin('desk.act.invite', 'invite', 'T1', ['none', 'invited'], text(300)),
  'account.unlocked': onLogin('desk.act.unlock', 'unlock', 'T1', ['locked'], text(300)),
  'account.reset-link-sent': onLogin(
    'desk.act.send-reset-link',
    'send-reset-link',
    'T1',
    ['active'],
    text(300),
  ),
  'account.sessions-ended': onLogin(
    'desk.act.end-sessions',
    'end-sessions',
    'T1',
    ['active', 'locked'],
    text(300),
  ),
  'account.disabled': onLogin(
    'desk.act.disable',
    'disable',
    'T0',
    ['invited', 'active', 'locked'],
    one(disableReasons),
  ),
  'account.enabled': onLogin('desk.act.enable', 'enable', 'T3', ['disabled'], one(enableReasons)),
  'caller.verified': {
    verb: 'desk.verify.compare',
    path: '/api/patients/{id}/verifications',
    needs: 'callers.verify',
    tier: null,
    from: null,
    body: object({
      caseId: id,
      caller: one(callers),
      answers: {
        type: 'object',
        properties: Object.fromEntries(
          factors.map((factor) => [factor, /Date$/.test(factor) ? day : text(200)]),
        ),
      },
    }),
  },
  'caller.code-sent': onProof('desk.callBack.send', 'call-back', { channelId: id }),
  'caller.code-checked': onProof('desk.callBack.check', 'call-back/confirm', {
    code: { type: 'string', pattern: '^\\d{6}$' },
  }),
  'caller.seen-in-person': onProof('desk.inPerson.record', 'in-person', { document: one(photoDocuments) }),
  'caller.approved': { ...onProof('desk.inPerson.approve', 'approve', {}), needs: 'callers.approve' },
  'case.opened': {
    ...onCase('desk.case.openButton', '', {}),
    path: '/api/cases',
    body: object(
      {
        patientId: id,
        category: one(categories),
        channel: one(channels),
        callerNumber: text(40),
        summary: text(2000),
      },
      ['callerNumber'],
    ),
  },
  'case.noted': onCase('desk.close.noteButton', 'notes', { text: text(4000) }),
  'case.escalated': onCase('desk.close.escalateButton', 'escalate', {
    to: one(queues),
    note: text(2000),
    version,
  }),
  'case.assigned': {
    ...onCase('desk.case.assign', 'assign', { staffId: { ...id, nullable: true }, version }),
    needs: 'cases.assign',
  },
  'case.closed': onCase('desk.close.closeButton', 'close', {
    cause: one(caseCauses),
    outcome: one(caseOutcomes),
    version,
  }),
} satisfies Record<string, Declared>

export type ActName = keyof typeof declared

/** The acts of the console by name, with their verbs in the reader's language. */
export function useActs(): Record<ActName, ActDeclaration> {
  const say = useWords()
  return useMemo(
    () =>
      Object.fromEntries(
        Object.entries<Declared>(declared).map(([name, act]) => [
          name,
          { ...act, name, verb: say(act.verb), method: 'post', fresh: false },
        ]),
      ) as Record<ActName, ActDeclaration>,
    [say],
  )
}
