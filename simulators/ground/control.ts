import type { FastifyInstance } from 'fastify'
import { faultsSchema } from './faults/model.ts'
import { setFaults, type Site } from './site.ts'

/** What a tracker brings to the switches that all have. */
export interface Control {
  /** Every issue there is, as the crash campaign counts them. */
  issues: () => unknown[]
  /** Checks what was posted as a webhook; a ZodError becomes a 400. */
  readWebhook: (body: unknown) => { url: string }
  reset: () => void
}

/** The switches over HTTP, for tests and demos in another process. */
export function addControl(app: FastifyInstance, site: Site, control: Control): void {
  app.get('/_simulator/faults', () => site.faults)
  app.put('/_simulator/faults', (request) => setFaults(site, faultsSchema.parse(request.body)))
  app.get('/_simulator/calls', () => site.calls)
  app.get('/_simulator/issues', () => control.issues())
  app.get('/_simulator/webhooks', () => site.state.webhooks)
  app.post('/_simulator/webhooks', (request, reply) => {
    site.state.webhooks.push(control.readWebhook(request.body))
    return reply.status(201).send(site.state.webhooks)
  })
  app.delete('/_simulator/webhooks', () => {
    site.state.webhooks = []
    return site.state.webhooks
  })
  app.post('/_simulator/reset', (_request, reply) => {
    control.reset()
    return reply.status(204).send()
  })
}
