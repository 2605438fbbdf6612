import { z } from '@hono/zod-openapi'
import { act } from '../acts/act.ts'
import { lastNotAhead } from '../core/ahead.ts'
import { hourMs } from '../core/calendar.ts'
import { countHistory } from '../logins/published.ts'
import * as schema from './schema.ts'

/**
 * A page of the portal tells that something of it failed on the patient's device (`failures.js`), so that the desk, asked why nothing
 * happens there, does not look for it in the account. What failed is not told: a message could quote the page. Of an hour once
 * (2026-11-28).
 */
export const pageFailed = act({
  name: 'portal.page-failed',
  letter: 'E',
  words: {
    en: 'A page of the portal failed on the patient’s device',
    es: 'Una página del portal falló en el dispositivo del paciente',
  },
  watch: 'nothing',
  verb: { en: 'Tell that a page failed', es: 'Avisar de que una página falló' },
  tag: 'Patient portal',
  at: 'POST /portal/v1/page-errors',
  needs: 'patient',
  body: z.strictObject({}),
  reply: schema.nothing,
  async do(trx, ctx) {
    const { id, patientId } = ctx.actor
    const hourAgo = new Date(ctx.now().getTime() - hourMs).toISOString()
    const told = await countHistory(trx, patientId, 'page-error', hourAgo, lastNotAhead(ctx.now()))
    if (told > 0) return { reply: {}, unchanged: true }
    return {
      reply: {},
      about: { patientIds: [patientId], object: { type: 'portal-account', id } },
      tells: [{ patientId, kind: 'page-error' }],
    }
  },
})
