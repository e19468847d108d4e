import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../domain/refusal.ts'
import { changeRule, createRule, deleteRule, reorderRules } from '../../intake/save-alarm-rule.ts'
import { labelsOfLate } from '../../store/alarms.ts'
import { rulesWithWaits } from '../../store/alarm-rules.ts'
import { AlarmLabels, AlarmRule, AlarmRuleOrder, AlarmRules, SaveAlarmRule } from '../contract/alarm-rule.ts'
import { Id, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import { alarmRuleActionRoutes } from './alarm-rule-actions.ts'
import { alarmRuleAnswer } from './alarm-rule-views.ts'
import type { Api } from './api.ts'

const tags = ['Alarm rules']
const ById = z.object({ id: Id })
const manage = { demands: 'sources:manage' as const }
const read = { demands: 'alarms:read' as const }

/** The addresses under `/v1/alarm-rules`. */
export function alarmRuleRoutes(app: Api, deps: Deps): void {
  app.get('/v1/alarm-rules', {
    config: read,
    schema: { tags, summary: 'List the rules in their order; 50 at most', response: { 200: AlarmRules } },
    handler: (request) => all(deps, actorOf(request).workspaceId),
  })

  app.get('/v1/alarm-rules/labels', {
    config: read,
    schema: { tags, summary: 'Names of labels that alarms of late had', response: { 200: AlarmLabels } },
    handler: async (request) => ({
      labels: await labelsOfLate(deps.store.db, actorOf(request).workspaceId),
    }),
  })

  app.get('/v1/alarm-rules/:id', {
    config: read,
    schema: { tags, summary: 'Read a rule', params: ById, response: { 200: AlarmRule, 404: Problem } },
    handler: (request) => one(deps, actorOf(request).workspaceId, request.params.id),
  })

  app.post('/v1/alarm-rules', {
    config: manage,
    schema: {
      tags,
      summary: 'Make a rule, the last one; it acts on alarms that come from now on',
      body: SaveAlarmRule,
      response: { 201: AlarmRule, 409: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const work = inOneTransaction(deps, request, async (inside) => {
        const id = await createRule(inside, actor, request.body)
        return { status: 201, body: await one(inside, actor.workspaceId, id) }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  app.put('/v1/alarm-rules/:id', {
    config: manage,
    schema: {
      tags,
      summary: 'Change a rule, or switch it on or off',
      params: ById,
      body: SaveAlarmRule,
      response: { 200: AlarmRule, 404: Problem, 422: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id } = request.params
      await changeRule(deps, actor, { id, given: request.body })
      return one(deps, actor.workspaceId, id)
    },
  })

  app.delete('/v1/alarm-rules/:id', {
    config: manage,
    schema: {
      tags,
      summary: 'Delete a rule; its tickets stay',
      params: ById,
      response: { 204: z.null(), 404: Problem },
    },
    handler: async (request, reply) => {
      await deleteRule(deps, actorOf(request), request.params.id)
      return reply.status(204).send(null)
    },
  })

  app.post('/v1/alarm-rules/order', {
    config: manage,
    schema: {
      tags,
      summary: 'Put the rules into another order: all of their ids',
      body: AlarmRuleOrder,
      response: { 200: AlarmRules, 409: Problem, 422: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      await reorderRules(deps, actor, request.body.ids)
      return all(deps, actor.workspaceId)
    },
  })

  alarmRuleActionRoutes(app, deps)
}

const all = async ({ store }: Deps, workspaceId: string) => ({
  items: (await rulesWithWaits(store.db, workspaceId)).map(alarmRuleAnswer),
})

async function one({ store }: Deps, workspaceId: string, id: string): Promise<AlarmRule> {
  const [rule] = await rulesWithWaits(store.db, workspaceId, id)
  if (!rule) throw notFound('alarm rule')
  return alarmRuleAnswer(rule)
}
