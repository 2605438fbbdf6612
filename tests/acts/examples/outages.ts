import { reportNotice } from '../../../api/incidents/report.ts'
import { must } from '../../support/people.ts'
import type { Example } from '../stage.ts'
import { signedInPatient } from './outside.ts'

/* What patients are told of the portal, and how they want to be told. */

const notice = {
  kind: 'outage',
  title: 'Results load slowly',
  textEn: 'Results load slowly today. Nothing is lost.',
  textEs: 'Hoy los resultados tardan en cargar. No se ha perdido nada.',
}

export const outageExamples: Record<string, Example> = {
  'outage.reported': async (_house, cast) => ({ by: cast.manager, path: '/api/outages', body: notice }),
  'outage.ended': async (_house, cast) => {
    const by = cast.manager
    const path = `/api/outages/${must(await by.post('/api/outages', notice), reportNotice).id}/end`
    return { by, path, breaks: { goesOn: () => by.post(path) } }
  },
  'portal.preferences-set': async (house) => {
    const { by, patientId } = await signedInPatient(house)
    const body = { language: 'es', news: 'text', paperless: true }
    return { by, patientId, path: '/portal/v1/preferences', method: 'put', body }
  },
}
