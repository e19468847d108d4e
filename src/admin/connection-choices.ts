import { trackerOf } from '../connections/tracker-of.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { remedyOf } from '../domain/fault.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { ProviderError, type Choice, type Tracker } from '../providers/provider.ts'
import { connectionOf } from '../store/connections.ts'
import { connectWith, readConfig } from './test-connection.ts'

export interface ChoicesRequest {
  provider: string
  connectionId?: string | undefined
  /** Absent: the stored connection's own. */
  config?: Record<string, unknown> | undefined
  field: string
  within: Record<string, unknown>
}

/** The values that a field can take, read live from the tracker. */
export async function connectionChoices(
  deps: Deps,
  actor: Actor,
  request: ChoicesRequest,
): Promise<Choice[]> {
  try {
    const tracker = await trackerFor(deps, actor, request)
    return await tracker.choices(request.field, request.within)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const { fault } = error
    throw new Refusal('unreachable', `The values could not be read. ${remedyOf(fault)}`, { fault })
  }
}

async function trackerFor(deps: Deps, actor: Actor, request: ChoicesRequest): Promise<Tracker> {
  if (request.config) {
    const { provider, config } = await readConfig(deps, actor, { ...request, config: request.config })
    return connectWith(deps, provider, config)
  }
  const connection = request.connectionId
    ? await connectionOf(deps.store.db, actor.workspaceId, request.connectionId)
    : undefined
  if (!connection || connection.state === 'disconnected') throw notFound('connection')
  return trackerOf(deps, connection)
}
