import type { Provider } from '../provider.ts'
import { changesSince } from './changes.ts'
import { checkAccount } from './check.ts'
import { choicesOf } from './choices.ts'
import { createServiceNowClient } from './client.ts'
import { addNote } from './comment.ts'
import {
  serviceNowConfig,
  serviceNowDestination,
  type ServiceNowConfig,
  type ServiceNowDestination,
} from './config.ts'
import { createIncident } from './create.ts'
import { findIncident } from './find.ts'
import { titleLimit } from './limits.ts'
import { statuses, statusIds } from './map.ts'
import { incidentIn } from './page.ts'
import { readIncidents } from './read.ts'
import { rights } from './rights.ts'
import { webhookSteps } from './script.ts'
import { serviceNowWebhook } from './webhook.ts'

/** ServiceNow incidents by the Table API. The paths of the calls are drawn in README.md. */
export const serviceNow: Provider<ServiceNowConfig, ServiceNowDestination> = {
  kind: 'servicenow',
  about: {
    title: 'ServiceNow',
    hosts: ['.service-now.com'],
    summary: 'Creates incidents in ServiceNow and follows what happens to them.',
    recordName: 'Incident',
    credentialSteps: [
      'Sign in to the instance as an administrator and open User Administration > Users > New.',
      'Make a user of its own for the hub: User ID “crosstie.integration” for instance, Active ticked.',
      'Tick “Web service access only”: such a user cannot sign in to the pages, and newer instances take a password from no other.',
      'Submit, open the user again, choose Set Password, and clear “Password needs reset”.',
      'Under Roles add itil, and best rest_api_explorer as well.',
    ],
    permissions: rights.map(({ right, neededFor, required }) => ({ right, neededFor, required })),
    webhookSteps,
    titleLimit,
    // An instance has no limit of its own for one user, but works at few calls of the API at once.
    requestsPerMinute: 120,
    // A REST transaction is given up after 60 seconds, one of the pages after 298; it may have been carried out until then.
    quietPeriodMs: 5 * 60_000,
    // By the standard lookup: 1/2 makes 2 - High, 2/2 makes 3 - Moderate, 3/2 makes 4 - Low.
    priorities: { low: '3/2', medium: '2/2', high: '1/2' },
  },
  config: serviceNowConfig,
  destination: {
    schema: serviceNowDestination,
    fromConfig: () => ({}),
    scope: () => 'incident',
    label: ({ assignmentGroup, category }, names) =>
      [names.assignmentGroup ?? assignmentGroup, names.category ?? category].filter(Boolean).join(' · '),
  },
  statuses,
  statusIds,
  webhook: serviceNowWebhook,
  issueIn: incidentIn,
  connect(config, deps) {
    const client = createServiceNowClient(config, deps)
    return {
      check: (destination) => checkAccount(client, destination),
      choices: (field) => choicesOf(client, field),
      create: (draft, destination, marker) => createIncident(client, draft, { destination, marker }),
      find: (marker) => findIncident(client, marker),
      read: (ids) => readIncidents(client, ids),
      changes: (cursor) => changesSince(client, cursor),
      comment: (issueId, comment) => addNote(client, issueId, comment),
    }
  },
}
