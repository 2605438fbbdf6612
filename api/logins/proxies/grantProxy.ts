import { z } from '@hono/zod-openapi'
import { act } from '../../acts/act.ts'
import { countWrongName, type Named } from '../../callers/named.ts'
import { addCaseNote } from '../../cases/note.ts'
import type { Ctx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { date, text } from '../../core/http/schema.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { type NewGrant, putGrant } from '../../patients/proxyGrants.ts'
import { type PatientRow, proxiesOf } from '../../patients/published.ts'
import { onLogins } from '../done.ts'
import { paperSeenBy, proxyAccess, proxyPapers, relationships } from '../lists.ts'
import { actBody, proxyDone } from '../schema.ts'
import { onNewProxy, refuseProxy } from './target.ts'
import { tellBoth } from './tell.ts'
import { noSuchPerson, paperWanted, proxyAlready } from './words.ts'

/** Who is to act for a patient, as the forms of desk and records ask for it. */
export const whom = {
  proxyNumber: text(60),
  proxyBirthDate: date,
  relationship: z.enum(relationships),
  access: z.enum(proxyAccess),
  paper: z.enum(proxyPapers),
}
export const whomLabels = {
  proxyNumber: { en: 'Proxy’s medical record number', es: 'Número de expediente del representante' },
  proxyBirthDate: { en: 'Proxy’s date of birth', es: 'Fecha de nacimiento del representante' },
  relationship: { en: 'The proxy is the patient’s', es: 'El representante es, del paciente' },
  access: { en: 'What the proxy sees', es: 'Qué ve el representante' },
  paper: { en: 'Document it rests on', es: 'Documento en que se basa' },
}

/** Nobody bears that number and birth date: it stands as asked and counted, so that nobody asks birth dates out by it. */
export async function refuseNamed(trx: Trx, ctx: Ctx, named: Named) {
  await countWrongName(trx, ctx, named)
  return { outcome: 'failure' as const, refuse: new Invalid({ proxyNumber: noSuchPerson }) }
}

/** Grants it, and tells both; it begins once the proxy has confirmed it in the portal. @throws Conflict */
export async function grant(
  trx: Trx,
  ctx: Ctx,
  patient: PatientRow,
  proxy: PatientRow,
  given: NewGrant & { case_id: string },
): Promise<string> {
  const theirs = await proxiesOf(trx, patient.id)
  if (theirs.some((one) => one.status !== 'ended' && one.proxy_patient_id === proxy.id))
    throw new Conflict(proxyAlready)
  const id = await putGrant(trx, ctx, patient, proxy, given)
  await tellBoth(trx, ctx, patient, 'granted', { grantId: id, proxyId: proxy.id, caseId: given.case_id })
  return id
}

/**
 * Grants proxy access in a call: an adult or a teenager says who acts for them, a guardian by a document that was seen. For a
 * small child records grants (`allowProxy.ts`).
 */
export const grantProxy = act({
  ...onLogins,
  on: onNewProxy,
  name: 'proxy.granted',
  letter: 'C',
  words: { en: 'Granted proxy access', es: 'Concedió un acceso de representante' },
  watch: 'login',
  verb: { en: 'Grant proxy access', es: 'Conceder acceso de representante' },
  at: 'POST /api/patients/{id}/acts/grant-proxy',
  body: actBody.extend({ ...whom, seenBy: z.enum(paperSeenBy) }),
  labels: { ...whomLabels, seenBy: { en: 'Who saw the document', es: 'Quién vio el documento' } },
  reply: proxyDone,
  guards: {
    openCase: true,
    queue: true,
    tier: 'T2',
    stranger: true,
    living: true,
    rightVoice: true,
    adultsSeen: true,
    undoubted: true,
    proxyStranger: true,
    namingsLeft: true,
  },
  async do(trx, ctx, found, { relationship, access, paper, seenBy, reason }) {
    const { patient, named, supportCase, tier, age, policy } = found
    if (relationship === 'guardian' && (paper === 'none' || seenBy === 'not-yet'))
      throw new Invalid({ paper: paperWanted })
    const proxy = named.patient
    if (!proxy) return refuseNamed(trx, ctx, named)
    // Said only now: that somebody is a minor, or dead, says that the birth date is theirs, and the naming counts by it.
    const unfit = refuseProxy(patient, proxy, ctx.now(), policy)
    if (unfit) return { outcome: 'failure', refuse: unfit }
    const now = ctx.now().toISOString()
    const minor = age < policy.adultAge
    const id = await grant(trx, ctx, patient, proxy, {
      relationship,
      access,
      for_minor: minor ? 1 : 0,
      assented_at: minor ? now : null,
      case_id: supportCase.id,
      paper: paper === 'none' ? null : paper,
      paper_seen_by: paper === 'none' ? null : seenBy,
    })
    await addCaseNote(trx, ctx, supportCase.id, 'grant-proxy', reason)
    return {
      reply: { act: 'grant-proxy' as const, at: now, proxy: { id } },
      about: { object: { type: 'proxy-grant', id } },
      fields: ['proxy'],
      detail: { tier, relationship, access, paper, seenBy },
      tells: [{ patientId: patient.id, kind: 'proxy-granted', reason: relationship }],
      after: deliverSoon,
    }
  },
})
