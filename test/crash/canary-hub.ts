import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openStore } from '../../src/store/open.ts'
import { createApi, type Api, type ApiAnswer } from '../setup/api.ts'
import { crosstie } from '../setup/crosstie-command.ts'
import { hubProcess, type HubProcess } from '../setup/hub-process.ts'
import { canary, type Output } from '../setup/leaks.ts'
import { startMailServer, type MailServer } from '../setup/mail-server.ts'
import { newDatabase } from '../setup/store.ts'
import type { World } from '../setup/world.ts'

/** A hub in a process of its own, at its most talkative, and everything that comes out of it. */
export interface CanaryHub {
  hub: HubProcess
  mail: MailServer
  env: Record<string, string>
  /** By name: what must not come out. */
  secrets: Map<string, string>
  outputs: Output[]
  /** A new planted secret. */
  plant: (name: string, tail?: string) => string
  /** A secret that the hub has made, and has shown in the one answer that is there for it. */
  learn: (name: string, secret: string) => string
  /** Calls the hub, and keeps its answer. */
  call: (method: string, path: string, options?: CallOptions) => Promise<ApiAnswer>
  /** Runs a command, and keeps what it says. */
  command: (args: string[], env?: Record<string, string>) => Promise<{ code: number; said: string }>
  close(): Promise<void>
}

export interface CallOptions {
  body?: unknown
  /** Another one than the administrator’s; null: none. */
  token?: string | null
  cookie?: string
  key?: string
}

/** Answers that show what was made for them, this once. */
const showing = /\/(?:tokens|webhooks|rotate|webhook-secret|sign-in\/email)$/u

export const adminEmail = 'ada@example.com'

/**
 * @param allowed hosts that the hub may call
 * @param issuer a careless identity provider
 */
export async function startCanaryHub(folder: string, allowed: string[], issuer: string): Promise<CanaryHub> {
  const secrets = new Map<string, string>()
  const outputs: Output[] = []
  const made: string[] = []
  const plant: CanaryHub['plant'] = (name, tail) => {
    const { secret, core } = canary(name, tail)
    secrets.set(name, core)
    return secret
  }
  const smtpPassword = plant('smtpPassword')
  const mail = await startMailServer({ user: 'hub', password: smtpPassword })
  const token = plant('adminToken', '')
  const env = {
    DATABASE_URL: await databaseWithPassword(plant('databasePassword')),
    CROSSTIE_DATA_DIR: path.join(folder, 'data'),
    CROSSTIE_SECRET_KEY: plant('secretKey'),
    CROSSTIE_OLD_SECRET_KEYS: plant('oldSecretKey', ''),
    CROSSTIE_ADMIN_EMAIL: adminEmail,
    CROSSTIE_ADMIN_PASSWORD: plant('adminPassword'),
    CROSSTIE_ADMIN_TOKEN: token,
    CROSSTIE_OIDC_ISSUER: issuer,
    CROSSTIE_OIDC_CLIENT_ID: 'crosstie',
    CROSSTIE_OIDC_CLIENT_SECRET: plant('oidcClientSecret'),
    CROSSTIE_ALLOWED_PRIVATE_HOSTS: allowed.join(','),
    CROSSTIE_SUPPORT_ADDRESS: 'support@example.com',
    SMTP_URL: mail.url.replace('//', `//hub:${encodeURIComponent(smtpPassword)}@`),
    LOG_LEVEL: 'trace',
  }
  const hub = await hubProcess(env)
  await hub.start({ heard: (text) => outputs.push({ what: 'the log', text }) })
  return {
    hub,
    mail,
    env,
    secrets,
    outputs,
    plant,
    learn(name, secret) {
      secrets.set(name, secret)
      made.push(name)
      return secret
    },
    async call(method, where, { body, key, cookie, token: other = token } = {}) {
      const headers = { ...(key && { 'idempotency-key': key }), ...(cookie && { cookie }) }
      const answer = await createApi(hub.url, other ?? undefined).call(method, where, { body, headers })
      const whole = [...answer.headers, typeof answer.body === 'string' ? answer.body : '']
      const text = JSON.stringify([answer.status, whole, answer.body])
      const shows = method === 'POST' && showing.test(where) ? made : []
      outputs.push({ what: `${method} ${where} (${answer.status})`, text, shows })
      return answer
    },
    async command(args, more = {}) {
      const done = await crosstie(args, { ...env, ...more })
      outputs.push({ what: `crosstie ${args.join(' ')}`, text: done.said })
      return done
    },
    async close() {
      await hub.stop()
      await mail.stop()
    },
  }
}

/** A database whose owner has this password; the address with it. */
async function databaseWithPassword(password: string): Promise<string> {
  const url = new URL(await newDatabase())
  const role = `canary_${url.pathname.slice(-12)}`
  const store = await openStore({ url: url.href, maxConnections: 1 })
  const { rows } = await store.pool.query(
    `select format('create role %I superuser login password %L', $1::text, $2::text) as statement`,
    [role, password],
  )
  await store.pool.query(String(rows[0]?.['statement']))
  await store.close()
  url.username = role
  url.password = encodeURIComponent(password)
  return url.href
}

/** Keeps what a process shows of itself to everybody on the machine: its title and its arguments. */
export async function keepProcess({ hub, outputs }: CanaryHub): Promise<void> {
  for (const name of ['cmdline', 'comm', 'status']) {
    const text = await readFile(`/proc/${hub.pid()}/${name}`, 'utf8')
    outputs.push({ what: `/proc/…/${name}`, text })
  }
}

/** Keeps every file below a folder. */
export async function keepFiles({ outputs }: CanaryHub, folder: string): Promise<number> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = found.filter((one) => one.isFile())
  for (const file of files) {
    const place = path.join(file.parentPath, file.name)
    outputs.push({ what: place, text: await readFile(place, 'latin1') })
  }
  return files.length
}

/** Waits until it is so. */
export async function until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    if (await isSo()) return
    await wait(100)
  }
  throw new Error(`It took too long: ${what}.`)
}

/** The same calls in the form that the suite’s scenes take. */
export function scene(canaries: CanaryHub): Pick<World, 'api' | 'as'> {
  const api = (token?: string): Api => {
    const call: Api['call'] = (method, where, { body } = {}) =>
      canaries.call(method, where, { body, ...(token && { token }) })
    return {
      call,
      get: (where) => call('GET', where),
      post: (where, body) => call('POST', where, { body }),
      put: (where, body) => call('PUT', where, { body }),
      patch: (where, body) => call('PATCH', where, { body }),
      delete: (where) => call('DELETE', where),
    }
  }
  return { api: api(), as: (token) => api(token) }
}
