import type { GuardCall, Target } from '../../acts/act.ts'
import { act } from '../../acts/act.ts'
import type { Named as NamedPerson } from '../../callers/named.ts'
import { answerIn } from '../../cases/giveBackCase.ts'
import { addCaseNote } from '../../cases/note.ts'
import { caseReply } from '../../cases/present.ts'
import { type CaseRow, caseById } from '../../cases/published.ts'
import { caseRow, giveBack as giveBackBody } from '../../cases/schema.ts'
import { aboutCase, onCase } from '../../cases/target.ts'
import { noCase } from '../../cases/words.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { ageAt } from '../../patients/ageAt.ts'
import { notLiving } from '../../patients/living.ts'
import { patientsPolicy } from '../../patients/policy.ts'
import type { PatientRow } from '../../patients/published.ts'
import { missingStrangerToAny } from '../../staff/kinship.ts'
import { holdsForAdults } from './adultPapers.ts'
import { grant, refuseNamed, whom, whomLabels } from './grantProxy.ts'
import { refuseDoubted } from './refuseDoubted.ts'
import { holdNamed, missingNamings, type Named, refuseProxy } from './target.ts'
import { adultPaperWanted, minorPaperWanted, paperWanted, teenDecides } from './words.ts'

interface OnFiled {
  supportCase: CaseRow
  patient: PatientRow
  named: NamedPerson
}
type Asked = { id: string; version: number } & Named
type Call = GuardCall<OnFiled, Asked>
const ofCase = ({ trx, ctx, found, input, permission }: Call) => ({
  trx,
  ctx,
  found: found.supportCase,
  input,
  permission,
})

/** A case in the queue of records, its patient, and who is to act for them. */
const onFiled = {
  async load(trx, ctx, input) {
    const seen = await caseById(trx, input.id)
    if (!seen) throw new NotFound(noCase)
    const people = await holdNamed(trx, ctx, seen.patient_id, input)
    return { ...people, supportCase: await onCase.load(trx, ctx, input) }
  },
  about: ({ supportCase, patient, named }) => ({
    ...aboutCase(supportCase),
    patientIds: [patient.id, ...named.bearers.map(({ id }) => id)],
    object: { type: 'case', id: supportCase.id },
  }),
  guards: {
    openCase: (call: Call, wanted: true) => onCase.guards.openCase(ofCase(call), wanted),
    from: (call: Call, wanted: readonly CaseRow['status'][]) => onCase.guards.from(ofCase(call), wanted),
    queue: (call: Call, wanted: true) => onCase.guards.queue(ofCase(call), wanted),
    stranger: (call: Call, wanted: true) => onCase.guards.stranger(ofCase(call), wanted),
    version: (call: Call, wanted: true) => onCase.guards.version(ofCase(call), wanted),
    living: ({ found }: Call, _wanted: true) => {
      const why = notLiving(found.patient)
      return why && new Conflict(why)
    },
    undoubted: ({ trx, found }: Call, _wanted: true) => refuseDoubted(trx, found.patient.id),
    proxyStranger: ({ trx, ctx, found }: Call, _wanted: true) =>
      missingStrangerToAny(trx, ctx, found.named.bearers),
    namingsLeft: ({ trx, ctx, found }: Call, _wanted: true) => missingNamings(trx, ctx, found.named),
  },
} satisfies Target<Asked, OnFiled>

/**
 * Records grants proxy access from a document they have before them: to a child's first proxy, or to the guardian of an adult
 * who cannot call. More than the age policy gives a parent, a teenager alone grants.
 */
export const allowProxy = act({
  name: 'proxy.granted-by-records',
  letter: 'C',
  words: {
    en: 'Granted proxy access from a document',
    es: 'Concedió un acceso de representante con un documento',
  },
  watch: 'login',
  verb: { en: 'Grant proxy access', es: 'Conceder acceso de representante' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/grant-proxy',
  needs: 'conflicts.decide',
  params: idParam,
  body: giveBackBody.extend(whom),
  labels: { ...whomLabels, note: { en: 'Note to the help desk', es: 'Nota para la mesa de ayuda' } },
  reply: caseRow,
  on: onFiled,
  guards: {
    openCase: true,
    from: ['escalated'],
    queue: true,
    stranger: true,
    version: true,
    living: true,
    undoubted: true,
    proxyStranger: true,
    namingsLeft: true,
  },
  async do(trx, ctx, { supportCase, patient, named }, { relationship, access, paper, note }) {
    const policy = await readPolicy(trx, patientsPolicy)
    const age = ageAt(patient, ctx.now(), policy)
    const minor = age < policy.adultAge
    if (paper === 'none') throw new Invalid({ paper: paperWanted })
    if (!minor && !holdsForAdults(paper)) throw new Invalid({ paper: adultPaperWanted })
    if (minor && holdsForAdults(paper)) throw new Invalid({ paper: minorPaperWanted })
    const teens = minor && age >= policy.teenAge
    if (teens && (access === 'full' || age >= policy.parentAccessEndsAge))
      throw new Invalid({ access: teenDecides })
    const proxy = named.patient
    if (!proxy) return refuseNamed(trx, ctx, named)
    // Said only now: that somebody is a minor, or dead, says that the birth date is theirs, and the naming counts by it.
    const unfit = refuseProxy(patient, proxy, ctx.now(), policy)
    if (unfit) return { outcome: 'failure', refuse: unfit }
    const id = await grant(trx, ctx, patient, proxy, {
      relationship,
      access,
      for_minor: minor ? 1 : 0,
      assented_at: null,
      case_id: supportCase.id,
      paper,
      paper_seen_by: 'registration',
    })
    const noteId = await addCaseNote(trx, ctx, supportCase.id, 'grant-proxy', note)
    const { fields, detail } = await answerIn(trx, ctx, supportCase, noteId)
    return {
      reply: await caseReply(trx, ctx, supportCase.id),
      about: { object: { type: 'proxy-grant', id } },
      fields: [...fields, 'proxy'],
      detail: { ...detail, relationship, access, paper },
      tells: [{ patientId: patient.id, kind: 'proxy-granted', reason: relationship }],
      after: deliverSoon,
    }
  },
})
