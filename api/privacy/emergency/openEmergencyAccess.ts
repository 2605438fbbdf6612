import { act } from '../../acts/act.ts'
import { giveBackOne } from '../../core/access/throttle.ts'
import { hospitalDay } from '../../core/calendar.ts'
import { newId } from '../../core/db/id.ts'
import { NotFound } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { patientById } from '../../patients/published.ts'
import { missingStranger } from '../../staff/kinship.ts'
import { tellOfficers } from '../alerts/tellOfficers.ts'
import { finding } from '../monitor/finding.ts'
import { raiseAtOnce } from '../monitor/raiseAlerts.ts'
import { readRules } from '../monitor/ruleSettings.ts'
import { privacyPolicy } from '../policy.ts'
import * as schema from '../schema.ts'
import { noSuchPerson } from '../words.ts'
import { onNamedPatient } from './target.ts'

/**
 * Opens one patient's page for a while to somebody whose role does not include it. The alert that an officer must close
 * is raised in the same transaction, whatever the rules are set to, and every officer is written to at once. Wrong
 * numbers and birth dates stay counted when a right one follows: whoever knows one patient would buy guesses at others
 * with it (2026-11-25). Kin are not kept out: in an emergency there may be nobody else, and whoever decides what is one is not a
 * list of names. That they may be kin, or open their own record, stands in the log and weighs in the alert, which no case and
 * no visit explains away (2026-11-27).
 */
export const openEmergencyAccess = act({
  name: 'break-glass.opened',
  letter: 'E',
  words: {
    en: 'Opened the patient’s record in an emergency, without the usual permission',
    es: 'Abrió el expediente en una emergencia, sin el permiso habitual',
  },
  watch: 'nothing',
  verb: {
    en: 'Open one patient’s record in an emergency',
    es: 'Abrir el expediente de un paciente en una emergencia',
  },
  tag: 'Patients',
  at: 'POST /api/break-glass',
  needs: 'patients.break-glass',
  status: 201,
  body: schema.emergency,
  reply: schema.emergencyOpened,
  on: onNamedPatient,
  guards: { guessesLeft: true },
  async do(trx, ctx, { patientId, limit }, { reason, explanation }) {
    if (patientId === undefined)
      return {
        reply: undefined as never,
        about: { purpose: reason },
        outcome: 'failure',
        refuse: new NotFound(noSuchPerson),
      }
    await giveBackOne(trx, ctx, limit)
    const policy = await readPolicy(trx, privacyPolicy)
    const now = ctx.now()
    const id = newId(now.getTime())
    const expiresAt = new Date(now.getTime() + policy.emergencyMinutes * 60_000).toISOString()
    await trx
      .insertInto('break_glass')
      .values({
        id,
        staff_id: ctx.actor.id,
        patient_id: patientId,
        reason,
        explanation,
        started_at: now.toISOString(),
        expires_at: expiresAt,
      })
      .execute()
    const patient = await patientById(trx, patientId)
    const kin = (await missingStranger(trx, ctx, patient!)) !== undefined
    const rules = await readRules(trx)
    const subject = { staffId: ctx.actor.id, patientId }
    const day = hospitalDay(now, policy.timeZone)
    const raised = (rule: 'break-glass' | 'glass-for-kin') =>
      raiseAtOnce(
        trx,
        ctx,
        finding(day, subject, { rule, score: rules[rule].thresholds.score, evidence: {} }),
      )
    const alertId = await raised('break-glass')
    if (kin) await raised('glass-for-kin')
    await tellOfficers(
      trx,
      ctx,
      { template: 'break-glass-used', language: ctx.language },
      `privacy-alerts/${alertId}/show`,
    )
    return {
      reply: { patientId, expiresAt },
      about: { object: { type: 'break-glass', id }, purpose: reason },
      ...(kin && { detail: { kin } }),
      after: deliverSoon,
    }
  },
})
