import { setTimeout as wait } from 'node:timers/promises'
import { createApi, type ApiAnswer } from '../setup/api.ts'

/** How a workspace gets in. */
export interface Doors {
  /** Where the hubs are that are up at this moment; undefined once the campaign is over. */
  urls(): string[] | undefined
  token: string
  /** One of the values of Technical Impact. */
  impact: string
}

/**
 * A caller that is careful as callers should be: asks again, with the same key, until the hub has answered. Undefined
 * when the campaign was over before.
 */
async function untilAnswered(
  doors: Doors,
  of: { path: string; body: object; key?: string },
  good: (answer: ApiAnswer) => boolean,
): Promise<ApiAnswer | undefined> {
  for (let tries = 0; ; tries += 1) {
    const urls = doors.urls()
    if (!urls) return undefined
    const url = urls[tries % urls.length]
    try {
      if (url === undefined) throw new Error('No hub is up.')
      const api = createApi(url, doors.token)
      const answer = await api.post(of.path, of.body, of.key ? { 'idempotency-key': of.key } : {})
      if (good(answer)) return answer
      if (answer.status < 500 && answer.status !== 409) {
        throw new Refused(`${of.path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
      }
    } catch (error) {
      if (error instanceof Refused) throw error
      // The hub is down at this moment.
    }
    await wait(60)
  }
}

/** No crash: the campaign itself asks for something wrong. */
class Refused extends Error {
  override name = 'Refused'
}

const isCreated = ({ status }: ApiAnswer) => status === 201

/** Asks for a ticket. */
export async function askForTicket(doors: Doors, title: string): Promise<void> {
  const body = { title, description: 'Made while the hub is being killed.' }
  await untilAnswered(doors, { path: '/v1/tickets', body, key: title.replaceAll(' ', '-') }, isCreated)
}

/** Eight systems bring the same alarm at once, and for each an operator asks for its ticket. */
export async function raiseAlarm(doors: Doors, title: string): Promise<void> {
  const alarm = { agent: '34', rootKey: title, elementName: 'Edge router 7', title, value: 'Link down' }
  const wish = { priority: 'high', attributes: { urgency: 'High', technicalImpact: doors.impact } }
  const one = async () => {
    const taken = await untilAnswered(
      doors,
      { path: '/v1/alarms', body: alarm },
      ({ status }) => status === 200,
    )
    if (!taken) return
    const path = `/v1/alarms/${taken.body.items[0].id}/ticket`
    // 409 with the ticket: another one was faster, or this one's own first try was.
    await untilAnswered(
      doors,
      { path, body: wish },
      ({ status, body }) => status === 201 || Boolean(body.ticket),
    )
  }
  await Promise.all(Array.from({ length: 8 }, one))
}
