import type { Provider } from '../provider.ts'
import { changesSince } from './changes.ts'
import { checkAccount } from './check.ts'
import { choicesOf } from './choices.ts'
import { createAdoClient } from './client.ts'
import { addComment } from './comment.ts'
import { adoConfig, adoDestination, type AdoConfig, type AdoDestination } from './config.ts'
import { createIssue, titleLimit } from './create.ts'
import { findIssue } from './find.ts'
import { itemIn, statuses } from './map.ts'
import { readIssues } from './read.ts'
import { anchorScope } from './revisions.ts'
import { rights } from './rights.ts'
import { createSuggest } from './states.ts'
import { adoWebhook } from './webhook.ts'

/** Azure DevOps Services and Server by the REST API 7.1. The paths of the calls are drawn in README.md. */
export const azureDevOps: Provider<AdoConfig, AdoDestination> = {
  kind: 'azure-devops',
  about: {
    title: 'Azure DevOps',
    hosts: ['dev.azure.com', '.visualstudio.com'],
    summary: 'Creates work items in Azure Boards and follows what happens to them.',
    recordName: 'Work item',
    // A12, A14.
    credentialSteps: [
      'Sign in to Azure DevOps as the user that the hub shall work as: best one of its own, named for instance “Crosstie”.',
      'Open User Settings > Personal Access Tokens and choose “New Token”.',
      'Give it a name such as “Crosstie” and choose your organisation.',
      'Choose how long it lives. That is up to you; one year is recommended.',
      'Under Scopes choose “Custom defined” and tick Work Items > Read & write, and Project and Team > Read.',
      'Create it and copy the token at once: it is visible only once.',
    ],
    permissions: rights.map(({ right, neededFor }) => ({ right, neededFor, required: true })),
    // A58.
    webhookSteps: [
      'Azure DevOps calls only public HTTPS addresses. A hub behind NAT does without this: it asks by itself.',
      'Open Project Settings > Service Hooks, choose “Create subscription” and then “Web Hooks”.',
      'Choose the event Work item created. Make the same subscription again for Work item updated, deleted and commented on, and all of them in each project that tickets go to.',
      'Paste the URL shown here. As password of the basic authentication paste the secret; any user name will do. Or leave those empty and give the HTTP header “X-Crosstie-Secret: <secret>”.',
      'Leave “Resource details to send” at All, and finish.',
    ],
    titleLimit,
    // A76: 30 a second.
    requestsPerMinute: 1800,
    // As long as the window in which the service itself slows callers down; no request is under way longer.
    quietPeriodMs: 5 * 60_000,
    // In Microsoft's words 2 “cannot ship without”, 3 “optional”, 4 “not required”. 1, “at once”, is for a person to say.
    priorities: { low: '4', medium: '3', high: '2' },
  },
  config: adoConfig,
  destination: {
    schema: adoDestination,
    fromConfig: () => ({ workItemType: 'Task' }),
    scope: () => anchorScope,
    label: ({ project, areaPath, workItemType }) =>
      [project, areaPath, workItemType].filter(Boolean).join(' · '),
  },
  statuses,
  webhook: adoWebhook,
  issueIn: itemIn,
  connect(config, deps) {
    const client = createAdoClient(config, deps)
    const suggest = createSuggest(client)
    return {
      check: (destination) => checkAccount(client, destination),
      choices: (field, within) => choicesOf(client, field, within),
      create: (draft, destination, marker) => createIssue(client, draft, { destination, marker }),
      find: (marker, anchor) => findIssue(client, marker, anchor),
      read: (ids) => readIssues(client, ids, suggest),
      changes: (cursor) => changesSince(client, cursor),
      comment: (issueId, comment) => addComment(client, issueId, comment),
    }
  },
}
