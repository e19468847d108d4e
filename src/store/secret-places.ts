import { originOf } from '../domain/write-back.ts'
import type { Place } from './seal.ts'

interface Owned {
  id: string
  workspaceId: string
}

/**
 * Every address in the configuration, so that a secret never follows a changed one. With its path: behind one host
 * there may be several organisations.
 */
export function hostOf(config: Record<string, unknown>): string {
  const places = Object.values(config).flatMap((value) => {
    // A template for pages is no address that a secret is sent to.
    if (typeof value !== 'string' || value.includes('{') || !URL.canParse(value)) return []
    const { origin, pathname } = new URL(value)
    return [origin + pathname.replace(/\/+$/u, '')]
  })
  return places.sort().join(' ')
}

/** A connection’s credentials: moved to another host, they cannot be opened (invariant 9). */
export const connectionSecrets = (of: Owned & { config: Record<string, unknown> }): Place => ({
  workspaceId: of.workspaceId,
  owner: `connection ${of.id} at ${hostOf(of.config)}`,
  field: 'secrets',
})

/** The secret with which a tracker signs its webhooks. */
export const connectionWebhook = ({ id, workspaceId }: Owned): Place => ({
  workspaceId,
  owner: `connection ${id}`,
  field: 'webhook secret',
})

/** The values of the headers with which an alarm source’s console is told. */
export const sourceHeaders = ({ id, workspaceId, url }: Owned & { url: string }): Place => ({
  workspaceId,
  owner: `alarm source ${id} at ${originOf(url)}`,
  field: 'headers',
})

/** The secrets with which a partner’s webhook is signed. */
export const partnerWebhook = (
  { id, workspaceId, url }: Owned & { url: string },
  field: 'secret' | 'old secret',
): Place => ({ workspaceId, owner: `webhook ${id} at ${new URL(url).origin}`, field })

/** An answer with a secret in it, kept under its Idempotency-Key. */
export const keptAnswer = ({ id, workspaceId }: Owned): Place => ({
  workspaceId,
  owner: `idempotency key ${id.replaceAll('-', '')}`,
  field: 'answer',
})

/** A secret of the hub itself. */
export const hubSecretPlace = (name: string): Place => ({ workspaceId: null, owner: 'hub', field: name })
