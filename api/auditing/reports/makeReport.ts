import { view } from '../../acts/view.ts'
import { type Action, whatOf } from '../../audit/action.ts'
import type { Search } from '../../audit/search/filter.ts'
import { eventsById, Finder, type Found } from '../../audit/search/findEvents.ts'
import { isWithheld } from '../../audit/search/withheld.ts'
import { actorTexts, outcomeTexts, purposeText, roleTexts } from '../../audit/wordTexts.ts'
import { numbersOfCases } from '../../cases/published.ts'
import { allows } from '../../core/access/permissions.ts'
import type { StaffCtx } from '../../core/context.ts'
import { BadRequest, NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { maskEnd } from '../../patients/mask.ts'
import { namesOfPatients, patientById } from '../../patients/published.ts'
import { withheldFrom } from '../../privacy/published.ts'
import { staffById } from '../../staff/published.ts'
import { actorNames } from '../actors.ts'
import { noEdge, noMember, noPatient } from '../words.ts'
import { type Report, type ReportQuery, report, reportQuery } from './schema.ts'

const pageSize = 200

const reported: Action = {
  name: 'audit.reported',
  letter: 'R',
  words: { en: 'Prepared an access report', es: 'Preparó un informe de accesos' },
  watch: 'report',
}
const common = {
  ...reported,
  tag: 'Audit',
  needs: 'audit.report',
  params: idParam,
  asks: reportQuery,
  reply: report,
} as const

/** Who looked at a patient: every access, in words the patient understands. */
export const reportOnPatient = view({
  ...common,
  at: 'GET /api/audit-reports/patients/{id}',
  summary: 'Who looked at this patient',
  async show(ctx, { id, ...query }) {
    const patient = await patientById(ctx.desk.db.read, id)
    if (!patient) throw new NotFound(noPatient)
    const about = {
      id,
      name: `${patient.given_name} ${patient.family_name}`,
      // Handed to the patient by those who may reveal it; whoever keeps the system needs no more than to tell two apart.
      detail: `MRN ${allows(ctx.actor.role, 'patients.reveal') ? patient.mrn : maskEnd(patient.mrn, 3)}`,
    }
    const made = await make(ctx, about, { patientId: id }, query)
    return {
      reply: { ...made, rows: made.rows.map((row) => ({ ...row, patients: [] })) },
      seen: {
        object: { type: 'patient', id },
        patientIds: [id],
        detail: { rows: made.rows.length },
      },
    }
  },
})

/** What a staff member did, with the patients it was done to. */
export const reportOnStaff = view({
  ...common,
  at: 'GET /api/audit-reports/staff/{id}',
  summary: 'What this staff member did',
  async show(ctx, { id, ...query }) {
    const member = await staffById(ctx.desk.db.read, id)
    if (!member) throw new NotFound(noMember)
    const role = roleTexts[member.role as keyof typeof roleTexts][query.language ?? ctx.language]
    const made = await make(ctx, { id, name: member.name, detail: role }, { actorId: id }, query)
    return {
      reply: made,
      seen: {
        object: { type: 'staff', id },
        patientIds: [...new Set(made.rows.flatMap((row) => row.patients.map((patient) => patient.id)))],
        detail: { rows: made.rows.length },
      },
    }
  },
})

async function make(
  ctx: StaffCtx,
  about: Report['about'],
  who: Search['filter'],
  { from, to, staffOnly, language = ctx.language, before }: ReportQuery,
): Promise<Report> {
  const { db, catalogue } = ctx.desk
  const { actions } = catalogue
  const filter = { ...who, from, to, ...(staffOnly === 'true' && { actorType: 'staff' as const }) }
  const withheld = await withheldFrom(db.read, ctx.actor)
  const beyond = before === undefined ? undefined : (await eventsById(db, [before]))[0]?.event
  if (before !== undefined && (!beyond || isWithheld(beyond, withheld)))
    throw new BadRequest(noEdge, { before: noEdge })
  const found = await (await Finder.for(db, { filter, onlyCases: false, withheld, actions })).page(
    true,
    pageSize,
    beyond,
  )
  const namesPatients = allows(ctx.actor.role, 'patients.show')
  const [staff, numbers, patients] = await Promise.all([
    actorNames(db.read, found),
    numbersOfCases(
      db.read,
      found.flatMap(({ event }) => event.caseId ?? []),
    ),
    namesOfPatients(
      db.read,
      found.flatMap(({ event }) => event.patientIds ?? []),
    ),
  ])
  return {
    about,
    madeAt: ctx.now().toISOString(),
    next: found.length === pageSize ? found.at(-1)!.event.id : null,
    rows: found.map(({ event }: Found) => ({
      id: event.id,
      at: event.at,
      who: staff.get(event.actorId ?? '') ?? actorTexts[event.actorType][language],
      role: roleTexts[event.actorRole as keyof typeof roleTexts]?.[language] ?? null,
      what: whatOf(actions.get(event.action), event, language),
      why: event.purpose === undefined ? null : purposeText(event.purpose, language),
      outcome: outcomeTexts[event.outcome]?.[language] ?? null,
      caseNumber: numbers.get(event.caseId ?? '') ?? null,
      patients: (event.patientIds ?? []).map((id) => ({
        id,
        name: (namesPatients && patients.get(id)) || id,
      })),
    })),
  }
}
