import { startSimulator, type Simulator, type SimulatorOptions } from '../ground/simulator.ts'
import { api } from './api/api.ts'
import { addSettings, countable, readWebhook } from './control.ts'
import { addPages } from './pages/routes.ts'
import type { ServiceNowState } from './state/model.ts'
import { defaultSeed, type ServiceNowSeed } from './state/seed.ts'
import { newState, type Account } from './state/start.ts'

export type { Row, ServiceNowState, Webhook } from './state/model.ts'
export { defaultSeed, type ServiceNowSeed } from './state/seed.ts'
export { personPassword, setMandatory, setRoles } from './state/start.ts'

export interface ServiceNowOptions extends SimulatorOptions {
  seed?: ServiceNowSeed
  user?: Account
}

export type ServiceNowSimulator = Simulator<ServiceNowState>

const defaultAccount: Account = {
  username: 'crosstie.integration',
  password: 'snow-password',
  name: 'Crosstie Integration',
}

/** Starts a simulated ServiceNow instance on loopback. */
export function startServiceNow(options: ServiceNowOptions = {}): Promise<ServiceNowSimulator> {
  const { seed = defaultSeed, user = defaultAccount } = options
  const tracker = {
    newState: () => newState(seed, user),
    api,
    issues: countable,
    readWebhook,
    addSettings,
    addPages,
  }
  return startSimulator(tracker, options)
}
