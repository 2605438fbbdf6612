import { z } from '@hono/zod-openapi'
import { act } from '../../acts/act.ts'
import { view } from '../../acts/view.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { id, idParam, text } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { relationships } from '../../logins/lists.ts'
import { loginsPolicy } from '../../logins/policy.ts'
import { tellBoth } from '../../logins/proxies/tell.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { ageAt } from '../../patients/ageAt.ts'
import { patientsPolicy } from '../../patients/policy.ts'
import { askGrant, endGrant, grantWith, holdGrant } from '../../patients/proxyGrants.ts'
import { proxiesOf } from '../../patients/published.ts'
import { holdPatient, holdPatients } from '../../patients/target.ts'
import { requireRecentSignIn } from '../ownLogin.ts'
import { myProxies, nothing } from '../schema.ts'
import { ownProxies } from '../shown.ts'
import { childsProxies, noProxy, proxiesAsked } from '../words.ts'

const common = { watch: 'nothing', tag: 'Patient portal', needs: 'patient' } as const

/** A patient asks that somebody may act for them; the desk finds out who that is, and grants it in a call. */
export const askForProxy = act({
  ...common,
  name: 'portal.proxy-asked',
  letter: 'C',
  words: { en: 'Asked in the portal for a proxy', es: 'Pidió en el portal un representante' },
  verb: { en: 'Ask for a proxy', es: 'Pedir un representante' },
  at: 'POST /portal/v1/proxies',
  status: 201,
  body: z.strictObject({ name: text(200), relationship: z.enum(relationships) }),
  reply: z.object({ id }),
  async do(trx, ctx, _found, { name, relationship }) {
    const { patientId } = ctx.actor
    const patient = await holdPatient(trx, ctx, patientId)
    const policy = await readPolicy(trx, { ...loginsPolicy, ...patientsPolicy })
    const age = ageAt(patient, ctx.now(), policy)
    if (age < policy.teenAge) throw new Conflict(childsProxies)
    const open = (await proxiesOf(trx, patientId)).filter((one) => one.waiting_for === 'desk')
    if (open.length >= policy.proxyRequestsOpen) throw new Conflict(proxiesAsked)
    const forMinor = age < policy.adultAge ? 1 : 0
    const asked = { proxy_name: name, relationship, for_minor: forMinor }
    const made = await askGrant(trx, ctx, patientId, asked)
    return {
      reply: { id: made },
      about: { patientIds: [patientId], object: { type: 'proxy-grant', id: made } },
      fields: ['proxy'],
      tells: [{ patientId, kind: 'proxy-asked', reason: relationship }],
    }
  },
})

/** Patient or proxy ends it, without the desk. */
export const endMyProxy = act({
  ...common,
  name: 'portal.proxy-ended',
  letter: 'D',
  words: { en: 'Ended proxy access in the portal', es: 'Terminó en el portal un acceso de representante' },
  verb: { en: 'End proxy access', es: 'Terminar el acceso de representante' },
  at: 'DELETE /portal/v1/proxies/{id}',
  params: idParam,
  reply: nothing,
  async do(trx, ctx, _found, { id: grantId }) {
    const me = ctx.actor.patientId
    await requireRecentSignIn(trx, ctx)
    const seen = await grantWith(trx, me, grantId)
    if (!seen) throw new NotFound(noProxy)
    const both = [seen.patient_id, ...(seen.proxy_patient_id ? [seen.proxy_patient_id] : [])]
    const patient = (await holdPatients(trx, ctx, both)).get(seen.patient_id)!
    const grant = await holdGrant(trx, ctx, grantId)
    if (!grant || grant.status === 'ended') throw new NotFound(noProxy)
    const policy = await readPolicy(trx, patientsPolicy)
    // A small child's login is in the hands of one of those who act for the child: it does not shut out another.
    if (patient.id === me && ageAt(patient, ctx.now(), policy) < policy.teenAge)
      throw new Conflict(childsProxies)
    const reason = patient.id === me ? 'ended-by-patient' : 'ended-by-proxy'
    await endGrant(trx, ctx, grantId, reason)
    await tellBoth(trx, ctx, patient, 'changed', { grantId, proxyId: grant.proxy_patient_id, caseId: null })
    return {
      reply: {},
      about: { patientIds: both, object: { type: 'proxy-grant', id: grantId } },
      fields: ['proxy'],
      tells: [{ patientId: patient.id, kind: 'proxy-ended', reason }],
      after: deliverSoon,
    }
  },
})

export const listProxies = view({
  name: 'portal.proxies-read',
  letter: 'R',
  words: {
    en: 'Looked in the portal at who acts for them, and for whom they act',
    es: 'Consultó en el portal quién le representa y a quién representa',
  },
  watch: 'nothing',
  at: 'GET /portal/v1/proxies',
  summary: 'Who acts for you, and for whom you act',
  tag: 'Patient portal',
  needs: 'patient',
  reply: myProxies,
  async show(ctx) {
    const { patientId } = ctx.actor
    return {
      reply: await ownProxies(ctx.desk.db.read, patientId),
      seen: { patientIds: [patientId], object: { type: 'patient', id: patientId } },
    }
  },
})
