import path from 'node:path'
import { z } from 'zod'
import { type AuditWays, auditEnvironment, auditWaysIn, checkpointTargetsIn } from './auditConfig.ts'
import { ConfigError, isLoopback, mustBeSafe, secretIn } from './configFaults.ts'

const shortestToken = 32

const ofPostgres = z.string().regex(/^postgres(ql)?:\/\/.+/, 'must begin with postgres://')

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number('must be a number').int().min(0).max(65535).default(8080),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|sqlite:).+/, 'must begin with postgres:// or sqlite:')
    .optional(),
  DATABASE_POOL_URL: ofPostgres.optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, 'must begin with smtp:// or smtps://')
    .optional(),
  SMS_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  SMS_ACCOUNT: z
    .string()
    .regex(/^[\w-]+$/, 'must hold letters, digits, - and _ only')
    .optional(),
  SMS_TOKEN: z.string().optional(),
  SMS_TOKEN_FILE: z.string().optional(),
  SMS_FROM: z
    .string()
    .regex(
      /^(\+[1-9]\d{4,14}|\d{3,8}|[A-Za-z][\w ]{0,10})$/,
      'must be a number as +15551234567, a short code or a name',
    )
    .optional(),
  SMS_TIMEOUT_SECONDS: z.coerce.number('must be a number').min(0.1).max(30).default(10),
  PROOFING_ISSUER: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  PROOFING_CLIENT_ID: z.string().min(1).optional(),
  PROOFING_CLIENT_SECRET: z.string().min(1).optional(),
  PROOFING_CLIENT_SECRET_FILE: z.string().optional(),
  PROOFING_ACR: z.string().min(1).default('http://idmanagement.gov/ns/assurance/ial/2'),
  PROOFING_LEVEL: z.string().min(1).default('IAL2'),
  DATA_DIR: z.string().min(1).default('data'),
  SECRET_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits (32 bytes)')
    .optional(),
  AUDIT_SIGNING_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be the 32 bytes of an Ed25519 key in base64')
    .optional(),
  VAULT_KEY: z
    .string()
    .regex(
      /^\s*[0-9a-fA-F]{64}(\s+[0-9a-fA-F]{64})*\s*$/,
      'must be 64 hexadecimal digits (32 bytes); several with spaces between them, the newest first',
    )
    .optional(),
  APPS_KEY: z
    .string()
    .regex(/^-----BEGIN PRIVATE KEY-----/, 'must be a private RSA key as PEM (PKCS 8)')
    .optional(),
  APPS_PRIVATE_KEY_HOSTS: z.string().default(''),
  ...auditEnvironment,
  BACKUP_TO: z.string().optional(),
  BACKUP_RECIPIENTS: z
    .string()
    .regex(/^\s*age1[a-z0-9]+(\s+age1[a-z0-9]+)*\s*$/, 'must list public keys (age1…), with spaces between')
    .optional(),
  BACKUP_SCRATCH_URL: ofPostgres.optional(),
  MAIL_FROM: z.string().min(3).optional(),
  MAIL_BOUNCES_TO: z.email('must be an email address').optional(),
  MAIL_BOUNCES_FOLDER: z.string().min(1).optional(),
  MAIL_BOUNCES_TOKEN: z.string().optional(),
  MAIL_BOUNCES_TOKEN_FILE: z.string().optional(),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  TRUST_PROXY: z.enum(['0', '1']).default('0'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export interface Config {
  host: string
  port: number
  /** Where people reach the product; every mailed link points below it. No trailing slash. */
  publicUrl: string
  databaseUrl: string
  /** A pooler before that PostgreSQL, which gives each transaction another session: requests go through it. */
  databasePoolUrl: string | undefined
  smtpUrl: string | undefined
  /** Where text messages are handed over; without it none are sent. */
  sms: SmsGateway | undefined
  /** Who proves identities from outside; without it the desk offers none. */
  proofing: ProofingProvider | undefined
  dataDir: string
  secretKey: string | undefined
  auditSigningKey: string | undefined
  /** What wraps the keys of clinical content; several stand apart, the newest first. */
  vaultKey: string | undefined
  /** What signs the ID tokens of apps, as PEM. */
  appsKey: string | undefined
  /** Hosts within the house at which an app may publish its keys. */
  privateKeyHosts: string[]
  /** Folders and https addresses that each signed checkpoint of the audit log is copied to. */
  checkpointTargets: string[]
  checkpointToken: string | undefined
  audit: AuditWays
  /** Where the server leaves backups of itself; without it, it makes none. */
  backups: Backups | undefined
  mailFrom: string
  /** Where mail that comes back after it left goes, and how the desk hears of it; without it, it does not. */
  bounces: Bounces | undefined
  metricsToken: string | undefined
  trustProxy: boolean
  logLevel: string
}

export interface Backups {
  folder: string
  /** Public keys of those who may open them. */
  recipients: string[]
  /** An empty PostgreSQL database for drills. */
  scratchUrl: string | undefined
}

export interface Bounces {
  /** The sender on the envelope. */
  address: string
  /** A maildir of that address. */
  folder: string | undefined
  /** What whoever posts such mail here shows. */
  token: string | undefined
}

/** A gateway that speaks Twilio's Messages API. */
export interface SmsGateway {
  /** No trailing slash. */
  url: string
  account: string
  token: string
  from: string
  timeoutSeconds: number
}

/** An OpenID Connect provider that proves identities. */
export interface ProofingProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** What its ID token must say: this `acr`, or this `identity_assurance_level`. */
  acr: string
  level: string
}

/**
 * Reads the environment once; nothing else in the product does.
 * @throws ConfigError naming each variable that is wrong, and the rule it broke.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  const e = parsed.data
  const publicUrl = (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, '')
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol === 'http:' && !isLoopback(hostname))
    throw new ConfigError([
      'PUBLIC_URL: must be https unless it is this machine; patients type passwords there',
    ])
  if (!e.PUBLIC_URL && !isLoopback(e.HOST))
    throw new ConfigError(['PUBLIC_URL: must be set when HOST is not this machine; mailed links point to it'])
  const dataDir = path.resolve(e.DATA_DIR)
  if (e.DATABASE_POOL_URL && !/^postgres/.test(e.DATABASE_URL ?? ''))
    throw new ConfigError(['DATABASE_POOL_URL: wants DATABASE_URL to be PostgreSQL without the pooler'])
  return {
    host: e.HOST,
    port: e.PORT,
    publicUrl,
    databaseUrl: e.DATABASE_URL ?? `sqlite:${path.join(dataDir, 'portal-desk.db')}`,
    databasePoolUrl: e.DATABASE_POOL_URL,
    smtpUrl: e.SMTP_URL,
    sms: smsIn(e),
    proofing: proofingIn(e),
    dataDir,
    secretKey: e.SECRET_KEY,
    auditSigningKey: e.AUDIT_SIGNING_KEY,
    vaultKey: e.VAULT_KEY,
    appsKey: e.APPS_KEY,
    privateKeyHosts: e.APPS_PRIVATE_KEY_HOSTS.split(/\s+/).filter(Boolean),
    checkpointTargets: checkpointTargetsIn(e),
    checkpointToken: e.AUDIT_CHECKPOINT_TOKEN,
    audit: auditWaysIn(e),
    backups: backupsIn(e),
    mailFrom: e.MAIL_FROM ?? `Portal Desk <no-reply@${isLoopback(hostname) ? 'localhost' : hostname}>`,
    bounces: bouncesIn(e),
    metricsToken: e.METRICS_TOKEN,
    trustProxy: e.TRUST_PROXY === '1',
    logLevel: e.LOG_LEVEL,
  }
}

type Environment = z.output<typeof environment>

/** All of a gateway or none of it: half of one would offer codes by text that never come. */
function smsIn(e: Environment): SmsGateway | undefined {
  const token = secretIn(e, 'SMS_TOKEN')
  const { SMS_URL, SMS_ACCOUNT: account, SMS_FROM: from } = e
  if (!SMS_URL && !account && !token && !from) return undefined
  const missing = Object.entries({ SMS_ACCOUNT: account, SMS_TOKEN: token, SMS_FROM: from })
    .filter(([, value]) => !value)
    .map(([name]) => `${name}: must be set where text messages are to be sent`)
  if (!account || !token || !from) throw new ConfigError(missing)
  const url = (SMS_URL ?? 'https://api.twilio.com').replace(/\/+$/, '')
  mustBeSafe('SMS_URL', url, 'codes and the token go there')
  return { url, account, token, from, timeoutSeconds: e.SMS_TIMEOUT_SECONDS }
}

function bouncesIn(e: Environment): Bounces | undefined {
  const token = secretIn(e, 'MAIL_BOUNCES_TOKEN')
  const { MAIL_BOUNCES_TO: address, MAIL_BOUNCES_FOLDER: folder } = e
  if (address === undefined && folder === undefined && token === undefined) return undefined
  if (address === undefined)
    throw new ConfigError(['MAIL_BOUNCES_TO: must be set where mail that comes back is to be read'])
  if (folder === undefined && token === undefined)
    throw new ConfigError([
      'MAIL_BOUNCES_TO: wants MAIL_BOUNCES_FOLDER or MAIL_BOUNCES_TOKEN, or what comes is never read',
    ])
  if (token !== undefined && token.length < shortestToken)
    throw new ConfigError([`MAIL_BOUNCES_TOKEN: must have at least ${shortestToken} characters`])
  return { address, folder: folder && path.resolve(folder), token }
}

function backupsIn(e: Environment): Backups | undefined {
  const recipients = e.BACKUP_RECIPIENTS?.trim().split(/\s+/) ?? []
  if (e.BACKUP_TO === undefined && recipients.length === 0) return undefined
  if (e.BACKUP_TO === undefined)
    throw new ConfigError(['BACKUP_TO: must be set where BACKUP_RECIPIENTS are: the folder for backups'])
  if (recipients.length === 0)
    throw new ConfigError([
      'BACKUP_RECIPIENTS: must be set where BACKUP_TO is; “npm run desk -- backup key --out FILE” makes a key',
    ])
  return { folder: path.resolve(e.BACKUP_TO), recipients, scratchUrl: e.BACKUP_SCRATCH_URL }
}

function proofingIn(e: Environment): ProofingProvider | undefined {
  const clientSecret = secretIn(e, 'PROOFING_CLIENT_SECRET')
  const { PROOFING_ISSUER: issuer, PROOFING_CLIENT_ID: clientId } = e
  if (!issuer && !clientId && !clientSecret) return undefined
  const all = { PROOFING_ISSUER: issuer, PROOFING_CLIENT_ID: clientId, PROOFING_CLIENT_SECRET: clientSecret }
  if (!issuer || !clientId || !clientSecret)
    throw new ConfigError(
      Object.entries(all)
        .filter(([, value]) => !value)
        .map(([name]) => `${name}: must be set where identities are to be proved from outside`),
    )
  mustBeSafe('PROOFING_ISSUER', issuer, 'who patients are is told there')
  return { issuer, clientId, clientSecret, acr: e.PROOFING_ACR, level: e.PROOFING_LEVEL }
}
