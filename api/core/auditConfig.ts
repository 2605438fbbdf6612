import path from 'node:path'
import { z } from 'zod'
import { ConfigError, fileIn, isLoopback, mustBeSafe, secretIn } from './configFaults.ts'

/** What the environment says of where the audit log goes. */
export const auditEnvironment = {
  AUDIT_CHECKPOINT_TO: z.string().optional(),
  AUDIT_CHECKPOINT_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  AUDIT_WITNESSES: z.string().optional(),
  AUDIT_READ_TOKEN: z.string().optional(),
  AUDIT_READ_TOKEN_FILE: z.string().optional(),
  AUDIT_WEBHOOK_TO: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  AUDIT_WEBHOOK_SECRET: z.string().optional(),
  AUDIT_WEBHOOK_SECRET_FILE: z.string().optional(),
  AUDIT_SYSLOG_TO: z
    .string()
    .regex(/^(\[[\da-fA-F:]+\]|[\w.-]+)(:\d{1,5})?$/, 'must be a host, or host:port')
    .optional(),
  AUDIT_SYSLOG_FORMAT: z.enum(['json', 'dicom']).default('dicom'),
  AUDIT_SYSLOG_CA_FILE: z.string().optional(),
  AUDIT_SYSLOG_CERT_FILE: z.string().optional(),
  AUDIT_SYSLOG_KEY_FILE: z.string().optional(),
}

type Environment = z.output<z.ZodObject<typeof auditEnvironment>>

/** Where the audit log goes by itself, and who may fetch it. */
export interface AuditWays {
  /** What a system that collects the log shows. */
  readToken: string | undefined
  webhook: Webhook | undefined
  syslog: Syslog | undefined
  witnesses: Witness[]
}

export interface Webhook {
  url: string
  /** The bytes that requests are signed with. */
  secret: Buffer
}

/** A receiver of syslog over TLS (RFC 5425). */
export interface Syslog {
  host: string
  port: number
  format: 'json' | 'dicom'
  /** Who its certificate must come from, as PEM; without, whoever this system trusts. */
  ca: string | undefined
  /** Our own certificate and key, as PEM, where the receiver asks for one. */
  cert: string | undefined
  key: string | undefined
}

/** The registered port of syslog over TLS. */
const syslogPort = 6514
const shortestToken = 32
const shortestSecret = 24

export function auditWaysIn(e: Environment): AuditWays {
  const readToken = secretIn(e, 'AUDIT_READ_TOKEN')
  if (readToken !== undefined && !/^[\w-]{32,100}$/.test(readToken))
    throw new ConfigError([
      `AUDIT_READ_TOKEN: must be ${shortestToken} to 100 letters, digits, - and _; it opens the whole log`,
    ])
  return { readToken, webhook: webhookIn(e), syslog: syslogIn(e), witnesses: witnessesIn(e) }
}

function webhookIn(e: Environment): Webhook | undefined {
  const given = secretIn(e, 'AUDIT_WEBHOOK_SECRET')
  const { AUDIT_WEBHOOK_TO: url } = e
  if (!url && given === undefined) return undefined
  if (!url) throw new ConfigError(['AUDIT_WEBHOOK_TO: must be set where AUDIT_WEBHOOK_SECRET is'])
  mustBeSafe('AUDIT_WEBHOOK_TO', url, 'who looked at whose record goes there')
  const secret = Buffer.from(given?.replace(/^whsec_/, '') ?? '', 'base64')
  if (secret.length < shortestSecret)
    throw new ConfigError([
      `AUDIT_WEBHOOK_SECRET: must be at least ${shortestSecret} bytes in base64, with whsec_ before them or without`,
    ])
  return { url, secret }
}

function syslogIn(e: Environment): Syslog | undefined {
  if (!e.AUDIT_SYSLOG_TO) return undefined
  const [, host = '', port] = /^(.*?)(?::(\d{1,5}))?$/.exec(e.AUDIT_SYSLOG_TO) ?? []
  const cert = fileIn(e, 'AUDIT_SYSLOG_CERT_FILE')
  const key = fileIn(e, 'AUDIT_SYSLOG_KEY_FILE')
  if ((cert === undefined) !== (key === undefined))
    throw new ConfigError([
      'AUDIT_SYSLOG_CERT_FILE: must be set together with AUDIT_SYSLOG_KEY_FILE, or neither',
    ])
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: port === undefined ? syslogPort : Number(port),
    format: e.AUDIT_SYSLOG_FORMAT,
    ca: fileIn(e, 'AUDIT_SYSLOG_CA_FILE'),
    cert,
    key,
  }
}

/** Somebody independent who cosigns checkpoints (c2sp.org/tlog-witness). */
export interface Witness {
  /** What `add-checkpoint` is added to. */
  url: string
  /** Its name and key, as C2SP writes them. */
  verifierKey: string
}

const verifierKeys = /^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/

/** Addresses of witnesses, each with its key. */
function witnessesIn({ AUDIT_WITNESSES: list = '' }: Environment): Witness[] {
  const words = list.split(/\s+/).filter(Boolean)
  return Array.from({ length: Math.ceil(words.length / 2) }, (_, i) => {
    const [url = '', verifierKey = ''] = words.slice(2 * i)
    if (!isSafeAddress(url) || !verifierKeys.test(verifierKey))
      throw new ConfigError([
        'AUDIT_WITNESSES: must list https addresses, each with the verifier key of its witness after it, with spaces between them',
      ])
    return { url, verifierKey }
  })
}

function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

/** Folders and addresses that checkpoints are copied to. */
export function checkpointTargetsIn({ AUDIT_CHECKPOINT_TO: list = '' }: Environment): string[] {
  return list
    .split(/\s+/)
    .filter(Boolean)
    .map((target) => {
      if (!/^[a-z]+:/i.test(target)) return path.resolve(target)
      if (!isSafeAddress(target))
        throw new ConfigError([
          'AUDIT_CHECKPOINT_TO: must list folders or https addresses, with spaces between them',
        ])
      return target
    })
}
