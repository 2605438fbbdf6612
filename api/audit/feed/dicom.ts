import { type Actions, whatOf } from '../action.ts'
import type { AuditEvent } from '../event.ts'
import { type Coding, codesOf, outcomeCode } from '../exports/fhir.ts'

/*
 * An event as a DICOM audit message (PS3.15, annex A.5), the form that IHE ATNA repositories take. It says what the resources of
 * an export as FHIR say, in one message however many patients the event is about.
 */

type Attributes = Readonly<Record<string, string | undefined>>

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// What XML 1.0 cannot hold is left out.
const escaped = (text: string): string =>
  text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, '').replace(/[&<>"]/g, (mark) => marks[mark]!)

function element(name: string, attributes: Attributes, ...content: string[]): string {
  const given = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : ` ${key}="${escaped(value)}"`))
    .join('')
  return content.length ? `<${name}${given}>${content.join('')}</${name}>` : `<${name}${given}/>`
}

const system = (name: string) => (name === 'http://dicom.nema.org/resources/ontology/DCM' ? 'DCM' : name)
const code = (name: string, coding: Coding, text = coding.display ?? coding.code) =>
  element(name, { 'csd-code': coding.code, codeSystemName: system(coding.system), originalText: text })
const dcm = (value: string, display: string): Coding => ({ system: 'DCM', code: value, display })
const rfc3881 = (value: string, display: string): Coding => ({ system: 'RFC-3881', code: value, display })

export function dicomMessage(event: AuditEvent, actions: Actions, host: string): string {
  const known = actions.get(event.action)
  const action = known ?? {
    name: event.action,
    letter: 'E' as const,
    words: undefined,
    watch: 'nothing' as const,
  }
  const codes = codesOf(action)
  return `<?xml version="1.0" encoding="UTF-8"?>${element(
    'AuditMessage',
    {},
    element(
      'EventIdentification',
      {
        EventActionCode: action.letter,
        EventDateTime: event.at,
        EventOutcomeIndicator: outcomeCode[event.outcome],
      },
      code('EventID', codes.type),
      code('EventTypeCode', codes.subtype, whatOf(known, event, 'en')),
    ),
    element(
      'ActiveParticipant',
      {
        UserID: event.actorId ?? event.actorType,
        AlternativeUserID: event.sessionId,
        UserIsRequestor: 'true',
        ...(event.ip !== undefined && { NetworkAccessPointID: event.ip, NetworkAccessPointTypeCode: '2' }),
      },
      ...(event.actorRole === undefined
        ? []
        : [code('RoleIDCode', { system: 'Portal Desk', code: event.actorRole })]),
    ),
    element('ActiveParticipant', {
      UserID: 'Portal Desk',
      UserIsRequestor: 'false',
      NetworkAccessPointID: host,
      NetworkAccessPointTypeCode: '1',
    }),
    element(
      'AuditSourceIdentification',
      { AuditEnterpriseSiteID: host, AuditSourceID: 'Portal Desk' },
      element('AuditSourceTypeCode', { 'csd-code': '4' }),
    ),
    ...objects(event),
  )}`
}

function objects(event: AuditEvent): string[] {
  const detail = (type: string, value: string | undefined) =>
    value === undefined
      ? []
      : [element('ParticipantObjectDetail', { type, value: Buffer.from(value).toString('base64') })]
  const patients = (event.patientIds ?? []).map((id) =>
    element(
      'ParticipantObjectIdentification',
      { ParticipantObjectID: id, ParticipantObjectTypeCode: '1', ParticipantObjectTypeCodeRole: '1' },
      code('ParticipantObjectIDTypeCode', rfc3881('2', 'Patient Number')),
      // The log has no name of a patient; the schema wants one.
      element('ParticipantObjectName', {}, escaped(id)),
    ),
  )
  const id = event.objectId ?? event.caseId ?? event.id
  return [
    ...patients,
    element(
      'ParticipantObjectIdentification',
      { ParticipantObjectID: id, ParticipantObjectTypeCode: '2', ParticipantObjectTypeCodeRole: '4' },
      code('ParticipantObjectIDTypeCode', dcm('110182', 'Node ID'), event.objectType ?? 'audit-event'),
      element('ParticipantObjectName', {}, escaped(event.objectType ?? event.action)),
      ...detail('id', event.id),
      ...detail('act', event.action),
      ...detail('case', event.caseId),
      ...detail('purpose', event.purpose),
      ...detail('request', event.requestId),
      ...detail('fields', event.fields?.join(' ')),
      ...detail('detail', event.detail && JSON.stringify(event.detail)),
    ),
  ]
}
