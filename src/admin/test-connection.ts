import type { ZodError } from 'zod'
import { trackerOf } from '../connections/tracker-of.ts'
import { resumeConnection } from '../connections/pause.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import type { Fault } from '../domain/fault.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { formOf } from '../providers/form.ts'
import { ProviderError, type Account, type Provider, type Tracker } from '../providers/provider.ts'
import { changeConnection, configWithSecrets, connectionOf, type Connection } from '../store/connections.ts'
import { defaultRoute } from '../store/routes.ts'
import { hostOf } from '../store/secret-places.ts'

export interface Attempt {
  provider: string
  /** A stored connection whose secrets stand in for the ones that are left empty (AX16). */
  connectionId?: string | undefined
  config: Record<string, unknown>
  destination?: Record<string, unknown> | undefined
}

export interface TestResult {
  account: Account | null
  /** The default route as far as it is known: what was given, else what the configuration says. */
  destination: Record<string, unknown>
  fault: Fault | null
}

/** Tries credentials without storing anything. A tracker's refusal is a result, not an error. */
export async function testConnection(deps: Deps, actor: Actor, attempt: Attempt): Promise<TestResult> {
  const { provider, config } = await readConfig(deps, actor, attempt)
  const destination = { ...provider.destination.fromConfig(config), ...attempt.destination }
  return check(provider, () => connectWith(deps, provider, config), destination)
}

/** Tries a stored connection again (A37). One that works ends its pause. */
export async function testStored(deps: Deps, actor: Actor, connectionId: string): Promise<TestResult> {
  const connection = await connectionOf(deps.store.db, actor.workspaceId, connectionId)
  if (!connection) throw notFound('connection')
  if (connection.state === 'disconnected')
    throw new Refusal('conflict', 'Its credentials were erased: set it up again.')
  const route = await defaultRoute(deps.store.db, connection.id)
  const provider = deps.trackers.provider(connection.provider)
  const result = await check(provider, () => trackerOf(deps, connection), route?.destination ?? {})
  if (result.account) {
    const { name, expiresAt } = result.account
    const account = { name, expiresAt: expiresAt?.toISOString() ?? null }
    await changeConnection(deps.store.db, connection.id, { account })
    await resumeConnection(deps, connection)
  }
  return result
}

/** A destination that is not complete yet is chosen after the test, from what the test has found. */
async function check(
  provider: Provider,
  connect: () => Tracker,
  destination: Record<string, unknown>,
): Promise<TestResult> {
  const whole = provider.destination.schema.safeParse(destination)
  try {
    return { account: await connect().check(whole.data), destination, fault: null }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { account: null, destination, fault: error.fault }
  }
}

export function connectWith(deps: Deps, provider: Provider, config: unknown): Tracker {
  return deps.trackers.connect(provider.kind, config, { requestsPerMinute: provider.about.requestsPerMinute })
}

/**
 * The provider and its configuration as given, with stored secrets where they were left empty.
 * @throws {Refusal} naming each field that is wrong
 */
export async function readConfig(
  deps: Deps,
  actor: Actor,
  attempt: Pick<Attempt, 'provider' | 'connectionId' | 'config'>,
): Promise<{ provider: Provider; config: Record<string, unknown>; stored: Connection | undefined }> {
  const provider = deps.trackers.providers.find((known) => known.kind === attempt.provider)
  if (!provider) {
    const known = deps.trackers.providers.map(({ kind }) => kind)
    throw new Refusal('invalid', 'There is no such ticket provider.', {
      errors: [{ field: 'provider', message: `one of ${known.join(', ')}` }],
    })
  }
  const stored = attempt.connectionId
    ? await connectionOf(deps.store.db, actor.workspaceId, attempt.connectionId)
    : undefined
  if (attempt.connectionId && !stored) throw notFound('connection')
  const given = { ...attempt.config }
  refuseDifferentConfirmation(provider, given)
  const secrets = formOf(provider.config).filter((field) => field.secret)
  const empty = secrets.filter((field) => !given[field.name]).map((field) => field.name)
  // Empty, so that the provider says in its own words what is missing.
  for (const name of empty) given[name] = ''
  if (stored?.sealedSecrets && stored.provider === provider.kind && empty.length > 0) {
    fillIn(deps, provider, { given, stored, empty })
  }
  refuseForeignAddress(deps, provider, given)
  const parsed = provider.config.safeParse(given)
  if (!parsed.success) throw invalidFields('config', parsed.error)
  return { provider, config: parsed.data as Record<string, unknown>, stored }
}

/** C29: a secret that was typed twice in different ways is wrong at least once. Who does not confirm, says nothing. */
function refuseDifferentConfirmation(provider: Provider, given: Record<string, unknown>): void {
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '')
  const titleOf = (name: string) =>
    formOf(provider.config).find((field) => field.name === name)?.title ?? name
  const errors = formOf(provider.config).flatMap(({ name, confirms }) => {
    if (confirms === undefined || given[name] === undefined) return []
    if (text(given[name]) === text(given[confirms])) return []
    return [{ field: `config.${name}`, message: `the same as ${titleOf(confirms)}; type both again` }]
  })
  if (errors.length > 0) throw new Refusal('invalid', 'A secret and its confirmation differ.', { errors })
}

/** The address of another product is a mistake that is easily made, and easily recognised. */
function refuseForeignAddress(deps: Deps, provider: Provider, given: Record<string, unknown>): void {
  for (const { name, title, type } of formOf(provider.config)) {
    const host = type === 'url' ? hostIn(given[name]) : undefined
    const isOf = ({ about }: Provider) =>
      about.hosts.some((end) => host === end || (host?.endsWith(end) ?? false))
    const owner = host && !isOf(provider) ? deps.trackers.providers.find(isOf) : undefined
    if (!owner) continue
    const right = `the ${title} of ${provider.about.title}; ${host} belongs to ${owner.about.title}, which has a card of its own`
    throw new Refusal('invalid', `This is the address of ${owner.about.title}.`, {
      errors: [{ field: `config.${name}`, message: right }],
    })
  }
}

function hostIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const text = value.trim()
  const url = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text) ? text : `https://${text}`
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : undefined
}

/** A stored secret follows only to the host that it was given for (invariant 9). */
function fillIn(
  deps: Deps,
  provider: Provider,
  of: { given: Record<string, unknown>; stored: Connection; empty: string[] },
): void {
  const known = configWithSecrets(deps.sealer, of.stored)
  const whole = { ...of.given, ...Object.fromEntries(of.empty.map((name) => [name, known[name]])) }
  const parsed = provider.config.safeParse(whole)
  const sameHost =
    parsed.success && hostOf(parsed.data as Record<string, unknown>) === hostOf(of.stored.config)
  if (sameHost || !parsed.success) Object.assign(of.given, whole)
  else {
    const message =
      'enter it again: the address has changed, and a stored secret stays with the address it was given for'
    throw new Refusal('invalid', 'The configuration is not complete.', {
      errors: of.empty.map((name) => ({ field: `config.${name}`, message })),
    })
  }
}

export function invalidFields(prefix: string, error: ZodError): Refusal {
  return new Refusal('invalid', 'Some fields are not right.', {
    errors: error.issues.map((issue) => ({
      field: [prefix, ...issue.path].join('.'),
      message: issue.message,
    })),
  })
}
