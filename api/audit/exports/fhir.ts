import { type Action, type Actions, whatOf } from '../action.ts'
import type { AuditEvent } from '../event.ts'
import { canonicalJson } from '../seal/canonicalJson.ts'

/*
 * Events as FHIR R4 AuditEvent, after IHE Basic Audit Log Patterns (BALP 1.1, profiles.ihe.net/ITI/BALP): one resource
 * for each patient an event concerns, as the pattern for queries asks.
 */

const dcm = 'http://dicom.nema.org/resources/ontology/DCM'
const participation = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType'
const entityType = 'http://terminology.hl7.org/CodeSystem/audit-entity-type'
const objectRole = 'http://terminology.hl7.org/CodeSystem/object-role'
const interaction = 'http://hl7.org/fhir/restful-interaction'
/** Our own acts, where no standard system has a code for one; the codes are their names in the log. */
const ownActs = 'urn:uuid:0c6d2a4e-7b1f-4f0e-9a53-2d9be8a4c7f1'
const balp = 'https://profiles.ihe.net/ITI/BALP/'
const rest = {
  system: 'http://terminology.hl7.org/CodeSystem/audit-event-type',
  code: 'rest',
  display: 'Restful Operation',
}

export interface Coding {
  system: string
  code: string
  display?: string
}

interface Pattern {
  profile?: string | undefined
  type: Coding
  subtype: Coding
  /** What BALP calls client and server, and the person behind them. */
  client: string
  server: string
  user: string
}

const letters = { C: 'Create', R: 'Read', U: 'Update', D: 'Delete' } as const
const source = '110153'
const destination = '110152'

function patternOf(event: AuditEvent, letter: Action['letter']): Pattern {
  const roles = { client: source, server: destination, user: 'IRCP' }
  if (/signed-(in|out)$/.test(event.action))
    return {
      type: { system: dcm, code: '110114', display: 'User Authentication' },
      subtype: /in$/.test(event.action)
        ? { system: dcm, code: '110122', display: 'Login' }
        : { system: dcm, code: '110123', display: 'Logout' },
      ...roles,
    }
  if (event.action === 'audit.exported')
    return {
      type: { system: dcm, code: '110106', display: 'Export' },
      subtype: { system: ownActs, code: event.action },
      ...roles,
    }
  const patient = event.patientIds?.length ? 'Patient' : ''
  const profile = (name: string) =>
    // The patterns are for what succeeded; a refusal is an AuditEvent of no pattern.
    event.outcome === 'success' ? `${balp}StructureDefinition/IHE.BasicAudit.${patient}${name}` : undefined
  if (event.action === 'patient.searched')
    return {
      profile: profile('Query'),
      type: rest,
      subtype: { system: interaction, code: 'search-type', display: 'search' },
      ...roles,
    }
  if (letter === 'E')
    return {
      type: { system: dcm, code: '110110', display: 'Patient Record' },
      subtype: { system: ownActs, code: event.action },
      ...roles,
    }
  const subtype = { system: interaction, code: letters[letter].toLowerCase() }
  if (letter === 'R')
    return {
      profile: profile('Read'),
      type: rest,
      subtype,
      client: destination,
      server: source,
      user: 'IRCP',
    }
  if (letter === 'D')
    return {
      profile: profile('Delete'),
      type: rest,
      subtype,
      client: '110150',
      server: 'custodian',
      user: 'CST',
    }
  return { profile: profile(letters[letter]), type: rest, subtype, ...roles, user: 'AUT' }
}

/** What an act is as a resource: what a search by `action`, `type` or `subtype` compares. */
export function codesOf({ name, letter }: Pick<Action, 'name' | 'letter'>): {
  action: string
  type: Coding
  subtype: Coding
} {
  const { type, subtype } = patternOf(
    { id: '', at: '', actorType: 'staff', action: name, outcome: 'success' },
    letter,
  )
  return { action: letter, type, subtype }
}

export const outcomeCode = { success: '0', failure: '4', denied: '8' } as const

const agentType = (code: string) => ({
  coding: [
    {
      system: /^11/.test(code)
        ? dcm
        : code === 'custodian'
          ? 'http://terminology.hl7.org/CodeSystem/provenance-participant-type'
          : participation,
      code,
    },
  ],
})

/** The resources of one event; `host` is where the log is kept. */
export function toFhir(
  event: AuditEvent,
  actions: Actions,
  actorName: string | undefined,
  host: string,
): object[] {
  const patients = event.patientIds?.length ? event.patientIds : [undefined]
  return patients.map((patient, i) => resource(event, actions.get(event.action), patient, i, actorName, host))
}

function resource(
  event: AuditEvent,
  action: Action | undefined,
  patient: string | undefined,
  index: number,
  actorName: string | undefined,
  host: string,
): object {
  const letter = action?.letter ?? 'E'
  const pattern = patternOf(event, letter)
  const server = { requestor: false, who: { display: 'Portal Desk' }, network: { address: host, type: '1' } }
  return {
    resourceType: 'AuditEvent',
    id: index === 0 ? event.id : `${event.id}-${index}`,
    ...(pattern.profile && { meta: { profile: [pattern.profile] } }),
    type: pattern.type,
    subtype: [pattern.subtype],
    action: letter,
    recorded: event.at,
    outcome: outcomeCode[event.outcome],
    outcomeDesc: whatOf(action, event, 'en'),
    agent: [
      {
        type: agentType(pattern.client),
        requestor: false,
        who: { display: event.ip ? 'browser' : 'Portal Desk' },
        network: event.ip ? { address: event.ip, type: '2' } : { address: host, type: '1' },
      },
      { type: agentType(pattern.server), ...server },
      {
        type: agentType(pattern.user),
        ...(event.actorRole && { role: [{ text: event.actorRole }] }),
        who:
          event.actorType === 'patient' && event.patientIds?.[0]
            ? { reference: `Patient/${event.patientIds[0]}` }
            : { identifier: { value: event.actorId ?? event.actorType } },
        ...(actorName && { name: actorName }),
        requestor: true,
        ...(event.purpose && { purposeOfUse: [{ text: event.purpose }] }),
      },
    ],
    source: {
      site: host,
      observer: { display: 'Portal Desk' },
      type: [{ system: 'http://terminology.hl7.org/CodeSystem/security-source-type', code: '4' }],
    },
    entity: entities(event, patient),
  }
}

function entities(event: AuditEvent, patient: string | undefined): object[] {
  const found: object[] = []
  if (event.action === 'patient.searched')
    found.push({
      type: { system: entityType, code: '2', display: 'System Object' },
      role: { system: objectRole, code: '24', display: 'Query' },
      // What was typed is not in the log: the kinds of words in it, and how many rows came back, are.
      query: Buffer.from(canonicalJson(event.detail ?? {})).toString('base64'),
    })
  else
    found.push({
      type: { system: entityType, code: '2', display: 'System Object' },
      role: { system: objectRole, code: '4', display: 'Domain Resource' },
      what: {
        type: event.objectType ?? (patient ? 'Patient' : event.action.split('.')[0]),
        identifier: { value: event.objectId ?? event.caseId ?? patient ?? event.id },
      },
      ...(event.fields && { detail: event.fields.map((name) => ({ type: 'field', valueString: name })) }),
    })
  if (patient)
    found.push({
      type: { system: entityType, code: '1', display: 'Person' },
      role: { system: objectRole, code: '1', display: 'Patient' },
      what: { reference: `Patient/${patient}` },
    })
  if (event.requestId)
    found.push({
      type: { system: `${balp}CodeSystem/BasicAuditEntityType`, code: 'XrequestId' },
      what: { identifier: { value: event.requestId } },
    })
  return found
}
