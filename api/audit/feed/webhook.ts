import { createHash, createHmac } from 'node:crypto'
import type { Webhook } from '../../core/auditConfig.ts'
import { postTo } from '../postTo.ts'
import type { Batch } from './feedLog.ts'

const patienceMs = 10_000

/** What is posted: the events as their bytes are, each with its number; one that was purged has its leaf hash alone. */
function webhookBody({ origin, first, events }: Batch): string {
  const entries = events.map(
    ({ id, leafHash, body }, i) =>
      `{"leafIndex":${first + i},"eventId":${JSON.stringify(id)},"leafHash":"${leafHash}","event":${body ?? 'null'}}`,
  )
  return `{"origin":${JSON.stringify(origin)},"first":${first},"count":${events.length},"events":[${entries.join(',')}]}`
}

/**
 * Posts events, signed as Standard Webhooks 1.0 says (standardwebhooks.com): HMAC-SHA256 over id, time and body. The id is the same
 * when the same events are posted again.
 * @throws for every answer but 2xx, and for none within ten seconds
 */
export async function postEvents({ url, secret }: Webhook, batch: Batch, now: Date): Promise<void> {
  const body = webhookBody(batch)
  const id = `msg_${createHash('sha256').update(body).digest('base64url')}`
  const timestamp = Math.floor(now.getTime() / 1000)
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  }
  await postTo(url, body, headers, patienceMs)
}
