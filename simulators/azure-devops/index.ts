import { startSimulator, type Simulator, type SimulatorOptions } from '../ground/simulator.ts'
import { addSettings, countable, readWebhook } from './control.ts'
import { addPages } from './pages/routes.ts'
import { api } from './rest/api.ts'
import type { AzureDevOpsState } from './state/model.ts'
import { defaultSeed, type AzureDevOpsSeed } from './state/seed.ts'
import { newState, type Account } from './state/start.ts'

export { newSubscription, requireField } from './control.ts'
export { organizationUrl } from './site.ts'
export type { FaultEffect, FaultRule, Faults } from '../ground/faults/model.ts'
export type { Call } from '../ground/site.ts'
export type { AzureDevOpsState, Comment, Project, SignInWay, Subscription, WorkItem } from './state/model.ts'
export { defaultSeed, type AzureDevOpsSeed, type ProjectSeed } from './state/seed.ts'

export interface AzureDevOpsOptions extends SimulatorOptions {
  seed?: AzureDevOpsSeed
  user?: Account
}

export type AzureDevOpsSimulator = Simulator<AzureDevOpsState>

const defaultAccount: Account = { name: 'Crosstie', email: 'crosstie@example.com', token: 'ado-token' }

/** The service tries a delivery again up to eight times. */
const usualDelays = [200, 400, 800, 1600, 3200, 5000, 5000, 5000]

/** Starts a simulated Azure DevOps organization on loopback. */
export function startAzureDevOps(options: AzureDevOpsOptions = {}): Promise<AzureDevOpsSimulator> {
  const { seed = defaultSeed, user = defaultAccount } = options
  const tracker = {
    newState: () => newState(seed, user),
    api,
    issues: countable,
    readWebhook,
    addSettings,
    addPages,
  }
  return startSimulator(tracker, { webhookRetryDelays: usualDelays, ...options })
}
