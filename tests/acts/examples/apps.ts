import { registerApp } from '../../../api/apps/register.ts'
import { keepState } from '../../../api/apps/state.ts'
import { newToken } from '../../../api/core/access/keys.ts'
import { anApp, base } from '../../support/apps.ts'
import type { House } from '../../support/harness.ts'
import { must } from '../../support/people.ts'
import type { Example } from '../stage.ts'
import { signedInPatient } from './outside.ts'

/* Acts on apps: of administrators who register them, and of patients who let them read. */

const ask = {
  name: 'Health Diary',
  publisher: 'Example Inc.',
  redirectUris: 'https://app.example.org/back',
}

/** A patient whose browser an app sent with a question that waits. */
async function aQuestion(house: House) {
  const [client_id, me, uid] = [await anApp(house), await signedInPatient(house), newToken()]
  const exp = Math.floor(house.desk.clock().getTime() / 1000) + 600
  const payload = {
    exp,
    returnTo: `${base}/apps/auth/${uid}`,
    params: { client_id, scope: 'offline_access patient/*.rs' },
  }
  await keepState(house.desk.db.write, house.desk, 'Interaction', uid, payload, 600)
  const own = { Authorization: `Bearer ${me.token}`, Cookie: `_interaction=${uid}` }
  const by = {
    ...me.by,
    post: (path: string, body = {}, headers: Record<string, string> = {}) =>
      house.call('POST', path, body, { ...own, ...headers }),
  }
  return { ...me, by, path: `/portal/v1/app-requests/${uid}` }
}

export const appExamples: Record<string, Example> = {
  'app.registered': async (_house, cast) => ({ by: cast.administrator, path: '/api/apps', body: ask }),
  'app.revoked': async (house, cast) => {
    const by = cast.administrator
    const path = `/api/apps/${await anApp(house)}/revoke`
    return { by, path, breaks: { registered: () => by.post(path) } }
  },
  'app.keys-changed': async (_house, cast) => {
    const by = cast.administrator
    const { id } = must(await by.post('/api/apps', { ...ask, proves: 'secret' }), registerApp)
    const path = `/api/apps/${id}`
    return { by, path: `${path}/keys`, breaks: { registered: () => by.post(`${path}/revoke`) } }
  },
  'portal.app-allowed': async (house) => {
    const { by, path, patientId } = await aQuestion(house)
    return { by, patientId, path: `${path}/allow` }
  },
  'portal.app-refused': async (house) => {
    const { by, path, patientId } = await aQuestion(house)
    return { by, patientId, path: `${path}/refuse` }
  },
  'portal.app-ended': async (house) => {
    const { by, path, patientId, token } = await aQuestion(house)
    must(await by.post(`${path}/allow`))
    const headers = { Authorization: `Bearer ${token}` }
    const [{ id }] = must(await house.call('GET', '/portal/v1/apps', undefined, headers))
    return { by, patientId, path: `/portal/v1/apps/${id}`, method: 'delete' }
  },
}
