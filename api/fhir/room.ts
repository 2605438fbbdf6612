import type { Room } from '../acts/catalogue.ts'
import { readAuditEvent, searchAuditEvents } from './auditEvents.ts'
import { downloadBundle } from './bundle.ts'
import { everything } from './everything.ts'
import { metadata } from './metadata.ts'
import { readProvenance } from './provenance.ts'
import { reads } from './readOne.ts'
import { searches } from './search.ts'

export const fhir: Room = {
  views: [
    metadata,
    ...searches,
    ...reads,
    readProvenance,
    everything,
    downloadBundle,
    searchAuditEvents,
    readAuditEvent,
  ],
}
