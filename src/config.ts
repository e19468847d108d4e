import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { readSingleSignOn, singleSignOnSettings, type SingleSignOnConfig } from './single-sign-on-config.ts'
import { problemOfKeyFile, shortestKey } from './key-file.ts'
import { readSecretFiles } from './secret-files.ts'

const port = z.coerce
  .number()
  .int('a whole number')
  .min(0, 'a port, 0 to 65535')
  .max(65_535, 'a port, 0 to 65535')
const url = (what: string, schemes: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol),
      `${what} (${schemes.join(' or ')}//…)`,
    )
const list = z.string().transform((text) => text.split(/[\s,]+/u).filter(Boolean))
const networks = list.refine(
  (all) => all.every(isNetwork),
  'addresses or networks, such as 10.0.0.7 or 10.0.0.0/24',
)
const isNetwork = (text: string) => {
  const [address = '', bits, ...more] = text.split('/')
  const most = isIP(address) === 4 ? 32 : 128
  return (
    isIP(address) > 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d+$/u.test(bits) && Number(bits) <= most))
  )
}
const perMinute = z.coerce.number().int('a whole number').min(1, 'at least 1')
const secretKey = z
  .string()
  .min(shortestKey, `at least ${shortestKey} characters, e.g. from \`openssl rand -base64 32\``)
const oldKeys = list.refine(
  (keys) => keys.every((key) => key.length >= shortestKey),
  `keys of at least ${shortestKey} characters, separated by commas or spaces; one that has such a character in it can only stand in a key file (CROSSTIE_SECRET_KEY_FILE)`,
)

/** Every setting, as it stands in the environment. Listed for people in docs/operating.md. */
const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  CROSSTIE_DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: url('a PostgreSQL address', ['postgres:', 'postgresql:']).optional(),
  CROSSTIE_PUBLIC_URL: url('the address that people use', ['http:', 'https:']).optional(),
  CROSSTIE_SECRET_KEY: secretKey.optional(),
  CROSSTIE_OLD_SECRET_KEYS: oldKeys.default([]),
  CROSSTIE_SECRET_KEY_FILE: z.string().min(1).optional(),
  CROSSTIE_ADMIN_EMAIL: z.email('an e-mail address').optional(),
  CROSSTIE_ADMIN_PASSWORD: z
    .string()
    .min(8, 'at least 8 characters')
    .max(128, 'at most 128 characters')
    .optional(),
  CROSSTIE_ADMIN_TOKEN: z.string().min(32, 'at least 32 characters, so that it cannot be guessed').optional(),
  CROSSTIE_ALLOWED_PRIVATE_HOSTS: list.default([]),
  CROSSTIE_TRUSTED_PROXIES: networks.default([]),
  CROSSTIE_REQUESTS_PER_MINUTE: perMinute.default(600_000),
  CROSSTIE_FAILED_REQUESTS_PER_MINUTE: perMinute.default(300),
  CROSSTIE_SUPPORT_ADDRESS: z.string().max(200).optional(),
  ...singleSignOnSettings,
  SMTP_URL: url('a mail server', ['smtp:', 'smtps:']).optional(),
  CROSSTIE_MAIL_FROM: z.string().min(3).default('Crosstie <crosstie@localhost>'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export interface Config {
  port: number
  host: string
  dataDir: string
  /** Absent when it depends on the port that the system gives out. */
  publicUrl: string | undefined
  allowedPrivateHosts: string[]
  /** Proxies in front of the hub, whose word on where a request comes from is believed. */
  trustedProxies: string[]
  /** Requests a minute: of one token or person, and without a valid credential of one address. */
  rates: { perActor: number; perStranger: number }
  supportAddress: string | null
  /** Sender of the hub's mail. */
  mailFrom: string
  logLevel: string
  adminEmail: string | undefined
  /** Absent where nobody signs in by single sign-on. */
  oidc?: SingleSignOnConfig | undefined
}

/** Kept apart from the rest so that nothing that prints the configuration can print these. */
export interface Secrets {
  databaseUrl: string | undefined
  secretKey: string | undefined
  /** Keys that open what was sealed before. */
  oldSecretKeys?: string[]
  /** Instead of both: a file with the key, and old ones below it. */
  secretKeyFile?: string | undefined
  adminPassword: string | undefined
  adminToken: string | undefined
  smtpUrl: string | undefined
  oidcClientSecret?: string | undefined
}

/** A setting is wrong: the message names each and says what would be right. */
export class BadConfig extends Error {
  constructor(problems: string[]) {
    super(
      `The hub was not started. These settings are not right:\n${problems.map((line) => `  ${line}`).join('\n')}`,
    )
    this.name = 'BadConfig'
  }
}

/**
 * Reads the settings. An empty value counts as absent.
 * @throws {BadConfig}
 */
export function readConfig(env: Record<string, string | undefined>): { config: Config; secrets: Secrets } {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const { settings, problems: ofFiles } = readSecretFiles(given)
  const parsed = environment.safeParse(settings)
  if (!parsed.success || ofFiles.length > 0) {
    const wrong = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? []
    throw new BadConfig([...ofFiles, ...wrong])
  }
  const found = parsed.data
  const { oidc, clientSecret, problems: ofSingleSignOn } = readSingleSignOn(found)
  const problems = [...contradictions(found), ...ofSingleSignOn]
  if (problems.length > 0) throw new BadConfig(problems)
  return {
    config: {
      port: found.PORT,
      host: found.HOST,
      dataDir: path.resolve(found.CROSSTIE_DATA_DIR),
      publicUrl: found.CROSSTIE_PUBLIC_URL?.replace(/\/+$/u, ''),
      allowedPrivateHosts: found.CROSSTIE_ALLOWED_PRIVATE_HOSTS,
      trustedProxies: found.CROSSTIE_TRUSTED_PROXIES,
      rates: {
        perActor: found.CROSSTIE_REQUESTS_PER_MINUTE,
        perStranger: found.CROSSTIE_FAILED_REQUESTS_PER_MINUTE,
      },
      supportAddress: found.CROSSTIE_SUPPORT_ADDRESS ?? null,
      mailFrom: found.CROSSTIE_MAIL_FROM,
      logLevel: found.LOG_LEVEL,
      adminEmail: found.CROSSTIE_ADMIN_EMAIL,
      oidc,
    },
    secrets: {
      databaseUrl: found.DATABASE_URL,
      secretKey: found.CROSSTIE_SECRET_KEY,
      oldSecretKeys: found.CROSSTIE_OLD_SECRET_KEYS,
      secretKeyFile: found.CROSSTIE_SECRET_KEY_FILE,
      adminPassword: found.CROSSTIE_ADMIN_PASSWORD,
      adminToken: found.CROSSTIE_ADMIN_TOKEN,
      smtpUrl: found.SMTP_URL,
      oidcClientSecret: clientSecret,
    },
  }
}

function contradictions(found: z.infer<typeof environment>): string[] {
  const problems: string[] = []
  if (found.CROSSTIE_SECRET_KEY && found.CROSSTIE_SECRET_KEY_FILE) {
    problems.push('CROSSTIE_SECRET_KEY_FILE: give either this or CROSSTIE_SECRET_KEY, not both')
  }
  if (found.CROSSTIE_OLD_SECRET_KEYS.length > 0 && !found.CROSSTIE_SECRET_KEY) {
    problems.push(
      'CROSSTIE_OLD_SECRET_KEYS: goes with CROSSTIE_SECRET_KEY; in a key file old keys are further lines',
    )
  }
  const wrongFile = found.CROSSTIE_SECRET_KEY_FILE && problemOfKeyFile(found.CROSSTIE_SECRET_KEY_FILE)
  if (wrongFile) problems.push(`CROSSTIE_SECRET_KEY_FILE: ${wrongFile}`)
  if (found.DATABASE_URL && !found.CROSSTIE_SECRET_KEY && !found.CROSSTIE_SECRET_KEY_FILE) {
    problems.push(
      'CROSSTIE_SECRET_KEY: required with DATABASE_URL, at least 32 characters (or CROSSTIE_SECRET_KEY_FILE)',
    )
  }
  if (Boolean(found.CROSSTIE_ADMIN_EMAIL) !== Boolean(found.CROSSTIE_ADMIN_PASSWORD)) {
    problems.push('CROSSTIE_ADMIN_EMAIL and CROSSTIE_ADMIN_PASSWORD: give both or neither')
  }
  return problems
}
