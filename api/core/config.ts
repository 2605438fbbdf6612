import path from 'node:path'
import { z } from 'zod'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number('must be a number').int().min(0).max(65535).default(8080),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|sqlite:).+/, 'must begin with postgres:// or sqlite:')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, 'must begin with smtp:// or smtps://')
    .optional(),
  DATA_DIR: z.string().min(1).default('data'),
  SECRET_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits (32 bytes)')
    .optional(),
  AUDIT_SIGNING_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be the 32 bytes of an Ed25519 key in base64')
    .optional(),
  AUDIT_CHECKPOINT_TO: z.string().optional(),
  AUDIT_CHECKPOINT_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  MAIL_FROM: z.string().min(3).optional(),
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
  smtpUrl: string | undefined
  dataDir: string
  secretKey: string | undefined
  auditSigningKey: string | undefined
  /** Folders and https addresses that each signed checkpoint of the audit log is copied to. */
  checkpointTargets: string[]
  checkpointToken: string | undefined
  mailFrom: string
  metricsToken: string | undefined
  trustProxy: boolean
  logLevel: string
}

/** Every fault of the environment at once, one sentence each. */
export class ConfigError extends Error {
  readonly faults: string[]
  constructor(faults: string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

export function isLoopback(host: string): boolean {
  return loopback.test(host)
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
  return {
    host: e.HOST,
    port: e.PORT,
    publicUrl,
    databaseUrl: e.DATABASE_URL ?? `sqlite:${path.join(dataDir, 'portal-desk.db')}`,
    smtpUrl: e.SMTP_URL,
    dataDir,
    secretKey: e.SECRET_KEY,
    auditSigningKey: e.AUDIT_SIGNING_KEY,
    checkpointTargets: targetsIn(e.AUDIT_CHECKPOINT_TO ?? ''),
    checkpointToken: e.AUDIT_CHECKPOINT_TOKEN,
    mailFrom: e.MAIL_FROM ?? `Portal Desk <no-reply@${isLoopback(hostname) ? 'localhost' : hostname}>`,
    metricsToken: e.METRICS_TOKEN,
    trustProxy: e.TRUST_PROXY === '1',
    logLevel: e.LOG_LEVEL,
  }
}

function targetsIn(list: string): string[] {
  return list
    .split(/\s+/)
    .filter(Boolean)
    .map((target) => {
      if (!/^[a-z]+:/i.test(target)) return path.resolve(target)
      const { protocol, hostname } = URL.canParse(target) ? new URL(target) : { protocol: '', hostname: '' }
      if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname)))
        throw new ConfigError([
          'AUDIT_CHECKPOINT_TO: must list folders or https addresses, with spaces between them',
        ])
      return target
    })
}
