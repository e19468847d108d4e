import type { Provider } from '../provider.ts'
import { changesSince } from './changes.ts'
import { checkAccount } from './check.ts'
import { choicesOf } from './choices.ts'
import { createOceaneClient } from './client.ts'
import { addNote } from './comment.ts'
import { oceaneConfig, oceaneDestination, type OceaneConfig, type OceaneDestination } from './config.ts'
import { createTicket } from './create.ts'
import { findTicket } from './find.ts'
import { titleLimit } from './limits.ts'
import { statuses } from './map.ts'
import { readTickets } from './read.ts'
import { rights } from './rights.ts'
import { dialogOf } from './value-sets.ts'

/** Orange Oceane, by an API in the form of TMF621. The paths of the calls are drawn in README.md. */
export const oceane: Provider<OceaneConfig, OceaneDestination> = {
  kind: 'oceane',
  about: {
    title: 'Orange Oceane',
    hosts: [],
    summary: 'Raises trouble tickets in Orange Oceane, from network alarms among others.',
    recordName: 'Trouble ticket',
    credentialSteps: [
      'Ask Orange for access to the Oceane API: its base URL, a Client ID, a Client Secret, and the User ID under which tickets are created.',
      'Ask for its documentation too: where it differs from TM Forum’s TMF621 v4, the settings below say so.',
      'Enter the four values. Test Connection authenticates: it gets an access token and shows when that ends. The hub renews it by itself.',
    ],
    permissions: Object.values(rights).map(({ right, neededFor, required }) => ({
      right,
      neededFor,
      required,
    })),
    webhookSteps: [],
    titleLimit,
    // Orange publishes no limit for Oceane; its `Retry-After` wins.
    requestsPerMinute: 60,
    // A gateway gives up after a minute at most; what it had passed on may be carried out after that.
    quietPeriodMs: 5 * 60_000,
    priorities: { low: 'Low', medium: 'Medium', high: 'High' },
    defaults: { retryCount: 1, keepDays: 90, keepCount: 1_000 },
  },
  config: oceaneConfig,
  destination: {
    schema: oceaneDestination,
    fromConfig: () => ({}),
    scope: () => 'trouble tickets',
    label: ({ ticketType, channel, urgency, technicalImpact }) =>
      [ticketType, channel, urgency, technicalImpact].filter(Boolean).join(' · '),
  },
  statuses,
  // B5: unless there is a path to read a ticket by, Oceane is never asked for anything.
  follows: ({ readPath }) => readPath !== undefined,
  attributes: dialogOf,
  connect(config, deps) {
    const client = createOceaneClient(config, deps)
    return {
      check: (destination) => checkAccount(client, destination),
      choices: async (field) => choicesOf(config, field),
      create: (draft, destination, marker) => createTicket(client, draft, { destination, marker }),
      find: (marker) => findTicket(client, marker),
      read: (ids) => readTickets(client, ids),
      changes: (cursor) => changesSince(client, cursor),
      comment: (issueId, comment) => addNote(client, issueId, comment),
    }
  },
}
