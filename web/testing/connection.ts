import type { Connection } from '../api/connections.ts'

const created = '2026-01-01T00:00:00.000Z'

/** A connection that does well, with changes. */
export const connection = (changes: Partial<Connection>): Connection => ({
  id: 'c1',
  provider: 'alpha',
  name: 'Alpha',
  state: 'active',
  primary: true,
  config: {},
  storedSecrets: [],
  destination: {},
  destinationNames: {},
  destinationLabel: '',
  account: null,
  credential: { endsAt: null, toldBy: null, warnDays: null },
  blockedRoutes: 0,
  budget: { requestsPerMinute: 100, freeAt: null, askedByTracker: false },
  paused: null,
  settings: {
    pollMinutes: 15,
    requestsPerMinute: 100,
    concurrency: 8,
    retryCount: 19,
    keepDays: null,
    keepCount: null,
    debugPage: false,
    priorities: {},
    statusAdditions: {},
  },
  sync: { follows: true, lastPolledAt: null, nextPollAt: null, lastWebhookAt: null, fault: null },
  counts: { linked: 0, waiting: 0, attention: 0, unmapped: 0 },
  unmappedStatuses: [],
  webhook: null,
  createdAt: created,
  updatedAt: created,
  ...changes,
})

export const fault = { kind: 'unauthorized', detail: '', remedy: '' }
