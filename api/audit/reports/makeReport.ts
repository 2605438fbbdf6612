import type { StaffCtx } from '../../core/context.ts'
import { BadRequest, NotFound } from '../../core/errors.ts'
import { namesOf } from '../present.ts'
import { recordView } from '../recordView.ts'
import type { Search } from '../search/filter.ts'
import { eventsById, Finder, type Found } from '../search/findEvents.ts'
import { actorTexts, outcomeTexts, purposeText, roleTexts } from '../wordTexts.ts'
import { caseNumbers, patientNames, patientOf, staffOf } from './queries.ts'
import type { Report, ReportQuery } from './schema.ts'

const pageSize = 200

/** Who looked at a patient: every access, in words the patient understands. @throws NotFound */
export async function reportOnPatient(ctx: StaffCtx, id: string, query: ReportQuery): Promise<Report> {
  const patient = await patientOf(ctx.desk.db.read, id)
  if (!patient) throw new NotFound('patient')
  const about = {
    id,
    name: `${patient.given_name} ${patient.family_name}`,
    detail: `MRN ${patient.mrn}`,
  }
  const made = await make(ctx, about, { patientId: id }, query)
  await recordView(ctx, 'audit.reported', {
    object: { type: 'patient', id },
    patientIds: [id],
    detail: { rows: made.rows.length },
  })
  return { ...made, rows: made.rows.map((row) => ({ ...row, patients: [] })) }
}

/** What a staff member did, with the patients it was done to. @throws NotFound */
export async function reportOnStaff(ctx: StaffCtx, id: string, query: ReportQuery): Promise<Report> {
  const member = await staffOf(ctx.desk.db.read, id)
  if (!member) throw new NotFound('staff member')
  const role = roleTexts[member.role as keyof typeof roleTexts][query.language ?? ctx.language]
  const made = await make(ctx, { id, name: member.name, detail: role }, { actorId: id }, query)
  await recordView(ctx, 'audit.reported', {
    object: { type: 'staff', id },
    patientIds: [...new Set(made.rows.flatMap((row) => row.patients.map((patient) => patient.id)))],
    detail: { rows: made.rows.length },
  })
  return made
}

async function make(
  ctx: StaffCtx,
  about: Report['about'],
  who: Search['filter'],
  { from, to, staffOnly, language = ctx.language, before }: ReportQuery,
): Promise<Report> {
  const { db, catalogue } = ctx.desk
  const { actions } = catalogue
  const filter = { ...who, from, to, ...(staffOnly === 'true' && { actorType: 'staff' as const }) }
  const beyond = before === undefined ? undefined : (await eventsById(db, [before]))[0]?.event
  if (before !== undefined && !beyond) throw new BadRequest('before: names no event of the log')
  const found = await (await Finder.for(db, { filter, onlyCases: false, actions })).page(
    true,
    pageSize,
    beyond,
  )
  const [staff, numbers, patients] = await Promise.all([
    namesOf(db.read, found),
    caseNumbers(
      db.read,
      found.flatMap(({ event }) => event.caseId ?? []),
    ),
    patientNames(
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
      what: actions.get(event.action)?.words[language] ?? event.action,
      why: event.purpose === undefined ? null : purposeText(event.purpose, language),
      outcome: outcomeTexts[event.outcome]?.[language] ?? null,
      caseNumber: numbers.get(event.caseId ?? '') ?? null,
      patients: (event.patientIds ?? []).map((id) => ({ id, name: patients.get(id) ?? id })),
    })),
  }
}
