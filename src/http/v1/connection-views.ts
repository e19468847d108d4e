import { webhookUrl } from '../../admin/webhook-secret.ts'
import type { TestResult } from '../../admin/test-connection.ts'
import { credentialEnd } from '../../connections/expiry.ts'
import { follows } from '../../connections/follows.ts'
import { limitsOf } from '../../connections/limits.ts'
import { routeOf } from '../../connections/route-of.ts'
import type { Deps } from '../../deps.ts'
import { daysUntil, expiryWarnings } from '../../domain/expiry.ts'
import { blockOf } from '../../domain/route.ts'
import { defaultPollMinutes } from '../../inbound/poll.ts'
import { formOf } from '../../providers/form.ts'
import type { Provider } from '../../providers/provider.ts'
import { connectionCounts } from '../../store/connection-counts.ts'
import { configWithSecrets, type Connection as ConnectionRow } from '../../store/connections.ts'
import { CannotOpen } from '../../store/seal.ts'
import { unmappedStatuses } from '../../store/links.ts'
import { listRoutes } from '../../store/routes.ts'
import type { Connection, ConnectionTestResult, ProviderInfo } from '../contract/connection.ts'
import { faultView, instant } from './views.ts'

/** What a provider declares, for the pages that are drawn from it. */
export function providerAnswer(deps: Deps, provider: Provider): ProviderInfo {
  const { about, webhook } = provider
  return {
    kind: provider.kind,
    title: about.title,
    summary: about.summary,
    recordName: about.recordName,
    credentialSteps: about.credentialSteps,
    permissions: about.permissions,
    configFields: formOf(provider.config),
    destinationFields: formOf(provider.destination.schema),
    priorities: about.priorities,
    statuses: provider.statuses,
    webhook: webhook
      ? { url: `${deps.publicUrl}/v1/ticket/update/${webhook.path}`, steps: about.webhookSteps }
      : null,
  }
}

/** A connection as administrators see it; its secrets are in no answer. */
export async function connectionAnswer(deps: Deps, row: ConnectionRow): Promise<Connection> {
  const provider = deps.trackers.provider(row.provider)
  const secrets = formOf(provider.config).filter((field) => field.secret)
  const routes = await listRoutes(deps.store.db, row.id)
  const standard = routes.find(({ projectId }) => projectId === null)
  const unmapped = await unmappedStatuses(deps.store.db, row.id)
  return {
    id: row.id,
    provider: row.provider,
    name: row.name,
    state: row.state,
    primary: row.isPrimary,
    config: row.config,
    storedSecrets: row.sealedSecrets ? secrets.map((field) => field.name) : [],
    destination: standard?.destination ?? {},
    destinationNames: standard?.names ?? {},
    destinationLabel: standard ? routeOf(provider, standard).label : '',
    account: row.account,
    credential: credentialAnswer(deps, row),
    blockedRoutes: routes.filter((route) => blockOf(routeOf(provider, route), '')).length,
    budget: budgetAnswer(deps, row),
    paused:
      row.pausedSince && row.pauseFault
        ? {
            since: row.pausedSince.toISOString(),
            until: instant(row.pausedUntil),
            fault: faultView(row.pauseFault)!,
          }
        : null,
    settings: {
      pollMinutes: row.settings.pollMinutes ?? defaultPollMinutes,
      requestsPerMinute: row.settings.requestsPerMinute ?? provider.about.requestsPerMinute,
      ...limitsOf(provider, row),
      debugPage: row.settings.debugPage ?? false,
      priorities: { ...provider.about.priorities, ...row.settings.priorities },
      statusAdditions: row.settings.statusAdditions ?? {},
    },
    sync: {
      follows: follows(deps, row),
      lastPolledAt: instant(row.lastPolledAt),
      nextPollAt: row.state === 'disconnected' ? null : instant(row.nextPollAt),
      lastWebhookAt: instant(row.lastWebhookAt),
      fault: faultView(row.syncFault),
    },
    counts: await connectionCounts(deps.store.db, row.id),
    unmappedStatuses: unmapped.map(({ name, count, suggestion }) => ({
      name: name ?? '',
      count,
      suggestion,
    })),
    webhook: provider.webhook
      ? {
          url: webhookUrl(deps, provider.webhook.path, row.id),
          secretStored: row.sealedWebhookSecret !== null,
          script:
            provider.webhook.script?.({
              url: webhookUrl(deps, provider.webhook.path, row.id),
              secret: secretPlace,
            }) ?? null,
        }
      : null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** Stands in a script where the secret belongs, which is shown only when it is made. */
const secretPlace = 'PASTE-THE-SECRET-HERE'

function credentialAnswer(deps: Deps, row: ConnectionRow): Connection['credential'] {
  const endsAt = credentialEnd(row)
  if (!endsAt || row.state === 'disconnected') return { endsAt: null, toldBy: null, warnDays: null }
  const days = daysUntil(endsAt, deps.ctx.now())
  return {
    endsAt: endsAt.toISOString(),
    toldBy: row.account?.expiresAt ? 'tracker' : 'person',
    warnDays: days <= expiryWarnings[0] ? days : null,
  }
}

/** Unknown of a credential that cannot be read; the rest of the connection is shown, so that it can be entered again. */
function nextFree({ sealer, trackers }: Deps, row: ConnectionRow, requestsPerMinute: number) {
  try {
    return trackers.nextFree(row.provider, configWithSecrets(sealer, row), { requestsPerMinute })
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    return undefined
  }
}

function budgetAnswer(deps: Deps, row: ConnectionRow): Connection['budget'] {
  const { about } = deps.trackers.provider(row.provider)
  const requestsPerMinute = row.settings.requestsPerMinute ?? about.requestsPerMinute
  const inUse = row.state === 'active' || row.state === 'following'
  const free = inUse ? nextFree(deps, row, requestsPerMinute) : undefined
  return {
    requestsPerMinute,
    freeAt: instant(free?.at ?? null),
    askedByTracker: free?.askedByTracker ?? false,
  }
}

export function testAnswer({ account, destination, fault }: TestResult): ConnectionTestResult {
  const granted = account?.rights.every((right) => right.granted || !right.required) ?? false
  return {
    ok: granted,
    account: account
      ? {
          name: account.name,
          expiresAt: instant(account.expiresAt ?? null),
          sessionEndsAt: instant(account.sessionEndsAt ?? null),
        }
      : null,
    rights: account?.rights ?? [],
    places: account?.places ?? [],
    destination,
    problems: account?.problems ?? [],
    needs: account?.needs ?? [],
    fault: faultView(fault),
  }
}
