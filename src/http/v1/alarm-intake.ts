import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { takeAlarms } from '../../intake/take-alarms.ts'
import type { AlarmReading } from '../../sources/alarms/alarm.ts'
import { hyperlinkUrl, hyperlinkXml } from '../../sources/alarms/hyperlink.ts'
import { readOwnAlarms } from '../../sources/alarms/own-form.ts'
import { alarmFormats } from '../../sources/alarms/registry.ts'
import { readAlarmLink } from '../../sources/alarms/wire-names.ts'
import { AlarmLink, AlarmsTaken, HyperlinkEntry } from '../contract/alarm.ts'
import { Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'

const tags = ['Alarms']
const taken = { 200: AlarmsTaken, 422: Problem }

/** The ways in which alarms come: the hub's own form, what monitoring systems send, a console's link. */
export function alarmIntakeRoutes(app: Api, deps: Deps): void {
  app.post('/v1/alarms', {
    config: { demands: 'alarms:write' },
    schema: {
      tags,
      summary: 'Bring in alarms',
      description:
        'One alarm, or `{"alarms": […]}` with up to 1,000. The same (source, agent, rootKey) again brings the alarm up to ' +
        'date; the source is the name of the token.',
      body: z.unknown().meta({ description: 'See the description' }),
      response: taken,
    },
    handler: async (request, reply) => {
      const work = inOneTransaction(deps, request, async (inside) => ({
        status: 200,
        body: await take(inside, actorOf(request), {
          reading: readOwnAlarms(request.body, deps.ctx.now()),
        }),
      }))
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  for (const format of alarmFormats) {
    app.post(`/v1/alarms/${format.name}`, {
      config: { demands: 'alarms:write' },
      schema: {
        tags,
        summary: `Bring in alarms as ${format.title} sends them, raised and cleared ones`,
        body: z.unknown(),
        response: taken,
      },
      handler: (request) =>
        take(deps, actorOf(request), {
          reading: format.read(request.body, deps.ctx.now()),
          inPart: true,
        }),
    })
  }

  app.post('/v1/alarms/from-link', {
    config: { demands: 'alarms:write' },
    schema: {
      tags,
      summary: 'Bring in the alarm of a console’s link, by the parameters’ names on the wire',
      body: AlarmLink,
      response: taken,
    },
    handler: (request) => {
      const { source, parameters } = request.body
      return take(deps, actorOf(request), { source, reading: readAlarmLink(parameters, deps.ctx.now()) })
    },
  })

  app.get('/v1/alarms/hyperlink', {
    config: { demands: 'alarms:read' },
    schema: {
      tags,
      summary: 'The menu entry of a DataMiner console, ready to copy',
      querystring: z.object({ id: z.coerce.number().int().min(1).max(1_000_000).default(1) }),
      response: { 200: HyperlinkEntry },
    },
    handler: async (request) => {
      const pageAddress = `${deps.publicUrl}/alarms/from-link`
      return { url: hyperlinkUrl(pageAddress), xml: hyperlinkXml({ id: request.query.id, pageAddress }) }
    },
  })
}

/** @param of.source the token's or person's name unless the alarm's console is known better */
async function take(
  deps: Deps,
  actor: Actor,
  of: { reading: AlarmReading; source?: string; inPart?: boolean },
): Promise<z.infer<typeof AlarmsTaken>> {
  const { items, ...counts } = await takeAlarms(deps, actor, { source: actor.name, ...of })
  return { ...counts, items: items.map((item) => ({ id: item.id, source: item.source })) }
}
