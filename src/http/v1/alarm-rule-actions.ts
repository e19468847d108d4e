import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../domain/refusal.ts'
import { applyRule } from '../../intake/apply-alarm-rule.ts'
import { wrongScope } from '../../intake/check-alarm-rule.ts'
import { surveyAlarms } from '../../intake/survey-alarms.ts'
import { alarmViews } from '../../store/alarms.ts'
import { AlarmRulePreview, AppliedAlarmRule, PreviewAlarmRule } from '../contract/alarm-rule.ts'
import { Id, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { alarmAnswer } from './alarm-views.ts'
import type { Api } from './api.ts'

const tags = ['Alarm rules']
const config = { demands: 'sources:manage' as const }
const mostShown = 20

/** What a rule would do to the alarms that are there, and doing it. */
export function alarmRuleActionRoutes(app: Api, deps: Deps): void {
  app.post('/v1/alarm-rules/preview', {
    config,
    schema: {
      tags,
      summary: 'What a rule would do to the alarms that are raised now; creates nothing',
      body: PreviewAlarmRule,
      response: { 200: AlarmRulePreview, 422: Problem },
    },
    handler: async (request) => {
      const { id, ...scope } = request.body
      const { workspaceId } = actorOf(request)
      const errors = wrongScope(scope)
      if (errors.length > 0) throw new Refusal('invalid', 'There is nothing to match yet.', { errors })
      const { alarmIds, complete, ...found } = await surveyAlarms(deps, workspaceId, { id, scope })
      const items = await alarmViews(deps.store.db, workspaceId, alarmIds.slice(0, mostShown))
      const counted = (count: number) => ({ count, capped: !complete })
      return {
        matching: counted(alarmIds.length),
        tickets: counted(found.tickets),
        takenBefore: counted(found.takenBefore),
        items: items.map(alarmAnswer),
      }
    },
  })

  app.post('/v1/alarm-rules/:id/apply', {
    config,
    schema: {
      tags,
      summary: 'Let a rule act on the alarms that are raised already',
      params: z.object({ id: Id }),
      response: { 200: AppliedAlarmRule, 404: Problem, 409: Problem },
    },
    handler: async (request) => ({ waiting: await applyRule(deps, actorOf(request), request.params.id) }),
  })
}
