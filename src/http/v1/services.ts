import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../domain/refusal.ts'
import { takeServices } from '../../intake/take-services.ts'
import { listServices, serviceView } from '../../store/services.ts'
import {
  mostAtOnce,
  NewService,
  SaveService,
  Service,
  ServiceQuery,
  ServiceUuid,
  takenOf,
} from '../contract/diagnostics.ts'
import { pageOf, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { serviceAnswer } from './diagnostic-views.ts'
import { oneAnswer, takeOneOrMany } from './taken.ts'

const tags = ['Services and diagnostic runs']
const read = { demands: 'diagnostics:read' as const }
const write = { demands: 'diagnostics:write' as const }

/** The addresses under `/v1/services`: what partners open tickets on (DX20, DX27). */
export function serviceRoutes(app: Api, deps: Deps): void {
  app.get('/v1/services', {
    config: read,
    schema: {
      tags,
      summary: 'List services, the last registered first',
      querystring: ServiceQuery,
      response: { 200: pageOf(Service) },
    },
    handler: async (request) => {
      const { q, ...filter } = request.query
      const { workspaceId } = actorOf(request)
      const page = await listServices(deps.store.db, workspaceId, { ...filter, words: q || undefined })
      return { ...page, items: page.items.map(serviceAnswer) }
    },
  })

  app.post('/v1/services', {
    config: write,
    schema: {
      tags,
      summary: 'Register a service, or a list of them; what is registered already is brought up to date',
      description:
        `One service, or a list of up to ${mostAtOnce.toLocaleString('en')}; of a list, each is taken or refused by itself. ` +
        'Members: `uuid`, and as at `PUT /v1/services/{uuid}`.',
      body: z.unknown().meta({ description: 'See the description' }),
      response: { 200: z.union([Service, takenOf(Service)]), 201: Service, 409: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      await takeOneOrMany(
        deps,
        { request, reply, shape: NewService },
        {
          take: (inside, given) => takeServices(inside, actorOf(request), given),
          answer: serviceAnswer,
        },
      )
    },
  })

  app.get('/v1/services/:ref', {
    config: read,
    schema: {
      tags,
      summary: 'Read a service by its uuid, its alias or its id',
      params: z.object({ ref: z.string().max(64) }),
      response: { 200: Service, 404: Problem },
    },
    handler: async (request) => {
      const view = await serviceView(deps.store.db, actorOf(request).workspaceId, request.params.ref)
      if (!view) throw notFound('service')
      return serviceAnswer(view)
    },
  })

  app.put('/v1/services/:uuid', {
    config: write,
    schema: {
      tags,
      summary: 'Register the service with this uuid, or bring it up to date; what is absent stays',
      params: z.object({ uuid: ServiceUuid }),
      body: SaveService,
      response: { 200: Service, 201: Service, 409: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const given = { ...request.body, ...request.params }
      const taken = await takeServices(deps, actorOf(request), [given])
      const { status, body } = oneAnswer(taken, serviceAnswer)
      return reply.status(status as 200 | 201).send(body as Service)
    },
  })
}
