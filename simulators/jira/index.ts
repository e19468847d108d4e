import { startSimulator, type Simulator, type SimulatorOptions } from '../ground/simulator.ts'
import { addSettings, countable, readWebhook } from './control.ts'
import { addPages } from './pages/routes.ts'
import { api } from './rest/api.ts'
import { serverApi } from './server/api.ts'
import type { Edition, JiraState } from './state/model.ts'
import { defaultSeed, type JiraSeed } from './state/seed.ts'
import { newState, type Account } from './state/start.ts'

export type { FaultEffect, FaultRule, Faults } from '../ground/faults/model.ts'
export type { Call } from '../ground/site.ts'
export type { Comment, Issue, JiraState, Project, Webhook } from './state/model.ts'
export { defaultSeed, type JiraSeed, type ProjectSeed } from './state/seed.ts'

export interface JiraOptions extends SimulatorOptions {
  seed?: JiraSeed
  user?: Account
  /** Cloud, unless you say otherwise. */
  edition?: Edition
}

export type JiraSimulator = Simulator<JiraState>

const defaultAccount: Account = {
  email: 'crosstie@example.com',
  token: 'jira-token',
  password: 'jira-password',
  displayName: 'Crosstie',
}

/** Starts a simulated Jira on loopback: a Cloud site, or a Data Center. */
export function startJira(options: JiraOptions = {}): Promise<JiraSimulator> {
  const { seed = defaultSeed, user = defaultAccount, edition = 'cloud' } = options
  const tracker = {
    newState: () => newState(seed, user, edition),
    api: edition === 'cloud' ? api : serverApi,
    issues: countable,
    readWebhook,
    addSettings,
    addPages,
  }
  return startSimulator(tracker, options)
}
