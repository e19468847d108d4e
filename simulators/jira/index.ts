import { startSimulator, type Simulator, type SimulatorOptions } from '../ground/simulator.ts'
import type { FastifyInstance } from 'fastify'
import { addFiles } from './files/serve.ts'
import { addSettings, countable, readWebhook } from './control.ts'
import { addPages } from './pages/routes.ts'
import { api } from './rest/api.ts'
import { serverApi } from './server/api.ts'
import type { Site } from './site.ts'
import type { Edition, JiraState } from './state/model.ts'
import { defaultSeed, type JiraSeed } from './state/seed.ts'
import { newState, type Account } from './state/start.ts'
import { teamOf, type Team } from './team.ts'

export type { FaultEffect, FaultRule, Faults } from '../ground/faults/model.ts'
export type { Call } from '../ground/site.ts'
export type { CommentAs, Team, TeamText } from './team.ts'
export type { Attachment, Comment, CustomField, Issue, JiraState, Project, Webhook } from './state/model.ts'
export { defaultSeed, type JiraSeed, type ProjectSeed } from './state/seed.ts'

export interface JiraOptions extends SimulatorOptions {
  seed?: JiraSeed
  user?: Account
  /** Cloud, unless you say otherwise. */
  edition?: Edition
}

export interface JiraSimulator extends Simulator<JiraState> {
  /** What people of the team do in it. */
  team: Team
}

const defaultAccount: Account = {
  email: 'crosstie@example.com',
  token: 'jira-token',
  password: 'jira-password',
  displayName: 'Crosstie',
}

/** Starts a simulated Jira on loopback: a Cloud site, or a Data Center. */
export async function startJira(options: JiraOptions = {}): Promise<JiraSimulator> {
  const { seed = defaultSeed, user = defaultAccount, edition = 'cloud' } = options
  const spoken = edition === 'cloud' ? api : serverApi
  const held: { site?: Site } = {}
  const tracker = {
    newState: () => newState(seed, user, edition),
    api: spoken,
    issues: countable,
    readWebhook,
    addSettings(app: FastifyInstance, site: Site) {
      held.site = site
      addSettings(app, site)
      addFiles(app, site, spoken)
    },
    addPages,
  }
  const simulator = await startSimulator(tracker, options)
  if (!held.site) throw new Error('The simulator has no site.')
  return { ...simulator, team: teamOf(held.site) }
}
