import { startSimulator, type Simulator, type SimulatorOptions } from '../ground/simulator.ts'
import { api } from './api/api.ts'
import { addSettings, countable, readWebhook } from './control.ts'
import { addPages } from './pages/routes.ts'
import type { OceaneState } from './state/model.ts'
import { defaultSeed, type OceaneSeed } from './state/seed.ts'
import { newState, type Client } from './state/start.ts'

export type { OceaneState, Status, Ticket } from './state/model.ts'
export { defaultSeed, livelySeed, type OceaneSeed } from './state/seed.ts'

export interface OceaneOptions extends SimulatorOptions {
  seed?: OceaneSeed
  client?: Client
}

export type OceaneSimulator = Simulator<OceaneState>

const defaultClient: Client = { clientId: 'crosstie-client', clientSecret: 'oceane-secret' }

/** Starts a simulated Oceane on loopback: a token endpoint and trouble tickets in the form of TMF621 v4. */
export function startOceane(options: OceaneOptions = {}): Promise<OceaneSimulator> {
  const { seed = defaultSeed, client = defaultClient } = options
  const tracker = {
    newState: () => newState(seed, client),
    api,
    issues: countable,
    readWebhook,
    addSettings,
    addPages,
  }
  return startSimulator(tracker, options)
}
