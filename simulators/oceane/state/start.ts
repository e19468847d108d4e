import type { OceaneState } from './model.ts'
import type { OceaneSeed } from './seed.ts'

export interface Client {
  clientId: string
  clientSecret: string
}

/** When the seed was put in: before anything that a test does. */
const seededAt = Date.UTC(2020, 0, 1)

/** Ids look like this, and are given out in order. */
export const idOf = (number: number) => `TT${String(number).padStart(7, '0')}`

/** A fresh Oceane. */
export function newState(seed: OceaneSeed, client: Client): OceaneState {
  const tickets = seed.tickets.map(({ user, ...members }, place) => ({
    id: idOf(10_001 + place),
    createdAt: seededAt,
    updatedAt: seededAt,
    status: 'inProgress' as const,
    statusChangedAt: seededAt,
    statusChanges: [],
    notes: [],
    parties: [{ id: user, role: 'originator', '@referredType': 'Individual' }],
    members: { ...members, ticketType: 'incident' },
  }))
  return {
    ...client,
    tokens: new Map(),
    tokensMade: 0,
    tokenLifetime: 3600,
    tokenMissing: false,
    tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])),
    lastNumber: 10_000 + tickets.length,
    lastNote: 0,
    filterIgnored: false,
    listStatus: 200,
    notes: 'replace',
    pageLimit: 100,
    totalCount: true,
    webhooks: [],
  }
}
