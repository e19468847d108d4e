import type { Provider, ProviderDeps } from '../provider.ts'
import { changesSince } from './changes.ts'
import { checkAccount } from './check.ts'
import { choicesOf } from './choices.ts'
import { createJiraClient } from './client.ts'
import { cloud } from './cloud.ts'
import { addComment } from './comment.ts'
import { isServer, jiraConfig, jiraDestination, type JiraConfig, type JiraDestination } from './config.ts'
import { createIssue, titleLimit } from './create.ts'
import { findIssue } from './find.ts'
import { statuses } from './map.ts'
import { jiraHelpDesk } from './help-desk/index.ts'
import { readIssues } from './read.ts'
import { rights } from './rights.ts'
import { server } from './server/edition.ts'
import { findOnServer } from './server/find.ts'
import { jiraWebhook } from './webhook.ts'

const clientOf = (config: JiraConfig, deps: ProviderDeps) =>
  createJiraClient(config, deps, isServer(config) ? server : cloud)

/** Jira Cloud by its REST API v3, Jira Server and Data Center by v2. The paths of the calls are drawn in README.md. */
export const jira: Provider<JiraConfig, JiraDestination> = {
  kind: 'jira',
  about: {
    title: 'Jira Cloud',
    hosts: ['.atlassian.net', '.jira.com'],
    summary:
      'Creates issues in projects of Jira Cloud, Server or Data Center and follows what happens to them.',
    recordName: 'Issue',
    credentialSteps: [
      'Sign in to Atlassian as the user that the hub shall work as: best one of its own, named for instance “Crosstie”.',
      'Open id.atlassian.com > Security > API tokens and choose “Create API token”.',
      'Give it a label such as “Crosstie” and the longest life it can have. It ends after a year at most, and only its owner is mailed.',
      'Copy the token: Atlassian shows it once.',
      'Server, Data Center: sign in as that user, open Profile > Personal Access Tokens > Create token and copy it. Before version 8.14, use the user’s name and password.',
      'Give the user access to each project that tickets go to, with the permissions below.',
    ],
    permissions: [
      ...rights.map(({ right, neededFor, required }) => ({ right, neededFor, required })),
      {
        right: 'Link Issues',
        neededFor: 'Linking issues to each other, for the help desk.',
        required: false,
      },
    ],
    webhookSteps: [
      'Open Settings > System > WebHooks and choose “Create a WebHook”.',
      'Paste the URL and the secret shown here. Server and Data Center before version 10 have no place for a secret: put ?secret= and the secret behind the URL.',
      'Choose the events Issue created, updated and deleted, and Comment created, updated and deleted.',
      'Save. Jira may deliver late or not at all, so the hub also asks by itself.',
    ],
    titleLimit,
    requestsPerMinute: 300,
    quietPeriodMs: 3 * 60_000,
    priorities: { low: 'Low', medium: 'Medium', high: 'High' },
  },
  config: jiraConfig,
  destination: {
    schema: jiraDestination,
    fromConfig: (config) => ({ project: config.defaultProjectKey, issueType: 'Task' }),
    scope: (destination) => destination.project,
    label: ({ project, issueType, component }) => [project, issueType, component].filter(Boolean).join(' · '),
  },
  statuses,
  webhook: jiraWebhook,
  helpDesk: (config, deps) => jiraHelpDesk(clientOf(config, deps)),
  helpDeskPlaces: {
    // A component belongs to one project.
    at: ({ component, ...standard }, { project, issueType }) => ({
      project,
      issueType,
      ...(component && standard.project === project && { component }),
    }),
    issueType: ({ issueType }) => issueType,
  },
  connect(config, deps) {
    const client = clientOf(config, deps)
    const find = isServer(config) ? findOnServer : findIssue
    return {
      check: (destination) => checkAccount(client, config, destination),
      choices: (field, within) => choicesOf(client, field, within),
      create: (draft, destination, marker) => createIssue(client, draft, { destination, marker }),
      find: (marker, anchor) => find(client, marker, anchor),
      read: (ids) => readIssues(client, ids),
      changes: (cursor) => changesSince(client, cursor),
      comment: (issueId, comment) => addComment(client, issueId, comment),
    }
  },
}
