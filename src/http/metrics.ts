import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Deps } from '../deps.ts'
import { workload } from '../store/workload.ts'
import type { Api } from './v1/api.ts'

/** `/metrics` in Prometheus' text form: requests, deliveries and notifications by state, paused connections, the process. */
export function metricsRoutes(app: Api, deps: Deps): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'crosstie_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const deliveries = new Gauge({
    name: 'crosstie_deliveries',
    help: 'Deliveries that are not finished, by state',
    labelNames: ['state'],
    registers: [registry],
  })
  const notifications = new Gauge({
    name: 'crosstie_notifications',
    help: 'Mail and webhooks to partners that are not taken, by state',
    labelNames: ['channel', 'state'],
    registers: [registry],
  })
  const paused = new Gauge({
    name: 'crosstie_connections_paused',
    help: 'Connections that wait for the tracker or for a person',
    registers: [registry],
  })
  const webhooks = new Gauge({
    name: 'crosstie_webhooks_waiting',
    help: 'Webhooks received and not dealt with',
    registers: [registry],
  })

  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    requests.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
  })

  app.get('/metrics', {
    config: { demands: 'public' },
    schema: { hide: true },
    handler: async (_request, reply) => {
      const load = await workload(deps.store.db)
      deliveries.reset()
      for (const { state, count } of load.deliveries) deliveries.set({ state }, count)
      notifications.reset()
      for (const { count, ...labels } of load.notifications) notifications.set(labels, count)
      paused.set(load.pausedConnections)
      webhooks.set(load.waitingWebhooks)
      return reply.type(registry.contentType).send(await registry.metrics())
    },
  })
}
