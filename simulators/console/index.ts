import { z } from 'zod'
import { startSimulator, type Simulator, type SimulatorOptions } from '../ground/simulator.ts'
import { api } from './api.ts'
import { newState, type ConsoleState } from './model.ts'
import { addPages } from './pages.ts'

export type { ConsoleState } from './model.ts'
export type ConsoleSimulator = Simulator<ConsoleState>

const settings = z.strictObject({ key: z.string().min(1) })

/** Starts a simulated alarm console on loopback, whose alarms have properties that a program may set. */
export function startConsole(options: SimulatorOptions = {}): Promise<ConsoleSimulator> {
  return startSimulator(
    {
      newState,
      api,
      issues: () => [],
      readWebhook: () => z.never('The console has no webhooks.').parse(undefined),
      addSettings: (app, site) =>
        app.patch('/_simulator/settings', (request) =>
          Object.assign(site.state, settings.parse(request.body)),
        ),
      addPages,
    },
    options,
  )
}
