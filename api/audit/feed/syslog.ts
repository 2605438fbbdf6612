import { isIP } from 'node:net'
import { connect } from 'node:tls'
import type { Syslog } from '../../core/auditConfig.ts'
import type { Actions } from '../action.ts'
import { eventOf } from '../event.ts'
import { dicomMessage } from './dicom.ts'
import type { Batch } from './feedLog.ts'

const patienceMs = 10_000
/** Longer than a packet takes there and back. */
const momentMs = 400
/** Facility 10, security and authorization, as IHE ITI-20 asks; severity notice, or warning for what did not succeed. */
const facility = 10
const [notice, warning] = [5, 4]

/**
 * Events as messages of RFC 5424, each framed by its length in bytes (RFC 5425). `sequenceId` is the event's number in the log and
 * one, so that a receiver sees where one is missing; what was purged has a number and no message.
 */
export function syslogMessages(
  { first, events }: Batch,
  format: Syslog['format'],
  host: string,
  actions: Actions,
): Buffer {
  return Buffer.concat(
    events.flatMap(({ body }, i) => {
      if (body === null) return []
      const leafIndex = first + i
      const event = eventOf(body)
      const priority = facility * 8 + (event.outcome === 'success' ? notice : warning)
      const [kind, text] =
        format === 'json'
          ? ['AUDIT', `{"leafIndex":${leafIndex},"event":${body}}`]
          : ['DICOM+RFC3881', dicomMessage(event, actions, host)]
      const message = Buffer.from(
        `<${priority}>1 ${event.at} ${host} portal-desk - ${kind} [meta sequenceId="${leafIndex + 1}"] ${text}`,
      )
      return [Buffer.from(`${message.length} `), message]
    }),
  )
}

/**
 * Sends messages over one TLS connection. Syslog acknowledges nothing; but a receiver that still listens a moment after all was sent,
 * and closes its side after ours without an error, has read what came before (2026-11-27): one that went with something unread resets
 * the connection, and one that had gone before says so meanwhile. So each batch has a connection of its own, and counts once that happened.
 */
export function sendSyslog({ host, port, ca, cert, key }: Syslog, messages: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      ca,
      cert,
      key,
      minVersion: 'TLSv1.2',
      ...(isIP(host) === 0 && { servername: host }),
    })
    let ended = false
    let taken = false
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('no answer in time')))
    socket.once('secureConnect', () =>
      socket.write(messages, () =>
        setTimeout(() => {
          ended = true
          socket.end()
        }, momentMs),
      ),
    )
    socket.once('end', () => {
      taken = ended
    })
    socket.once('error', reject)
    socket.once('close', () => (taken ? resolve() : reject(new Error('closed before everything was taken'))))
    socket.resume()
  })
}
