import { tellConsole, valuesFor } from '../connections/console.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import type { Fault } from '../domain/fault.ts'
import { Refusal } from '../domain/refusal.ts'
import {
  exampleValues,
  fillWriteBack,
  type FilledRequest,
  type WriteBackTemplate,
  type WriteBackValues,
} from '../domain/write-back.ts'
import { alarmSourceOf } from '../store/alarm-sources.ts'
import { toldAbout } from '../store/write-back-views.ts'
import { wholeTemplate, type GivenTemplate } from './alarm-sources.ts'

/** A request without its secrets: a header shows only its name. */
export type ShownRequest = Omit<FilledRequest, 'headers'> & { headers: string[] }

export interface Tried {
  request: ShownRequest
  status: number | undefined
  text: string
  fault: Fault | undefined
}

interface Trial {
  source: string
  writeBack: GivenTemplate
  /** Absent: the fields’ examples. */
  alarmId?: string | undefined
}

const shown = ({ headers, ...rest }: FilledRequest): ShownRequest => ({
  ...rest,
  headers: headers.map(({ name }) => name),
})

/**
 * What would be sent. Nothing is.
 * @throws {Refusal} when the template is not right, or these values cannot be sent
 */
export async function previewWriteBack(deps: Deps, actor: Actor, trial: Trial): Promise<ShownRequest> {
  const { template, values } = await prepared(deps, actor, trial)
  return shown(filled(template, values))
}

/** Sends the request for one alarm with a ticket, now, and answers what the console said. Nothing is stored. */
export async function tryWriteBack(
  deps: Deps,
  actor: Actor,
  trial: Trial & { alarmId: string },
): Promise<Tried> {
  const { template, values } = await prepared(deps, actor, trial)
  const request = shown(filled(template, values))
  const { status, text, fault } = await tellConsole(deps, template, values)
  return { request, status, text, fault }
}

function filled(template: WriteBackTemplate, values: WriteBackValues): FilledRequest {
  const made = fillWriteBack(template, values)
  if ('request' in made) return made.request
  const errors = [{ field: 'alarmId', message: made.message }]
  throw new Refusal('invalid', 'The request cannot be made for this alarm. Nothing was sent.', { errors })
}

async function prepared(deps: Deps, actor: Actor, { source, writeBack, alarmId }: Trial) {
  const { workspaceId } = actor
  const stored = await alarmSourceOf(deps.store.db, workspaceId, source)
  const template = wholeTemplate(deps, stored, writeBack)
  const { ticketIdName, ticketUrlName } = template
  if (!alarmId) return { template, values: { ...exampleValues, ticketIdName, ticketUrlName } }
  const told = await toldAbout(deps.store.db, { workspaceId, findingId: alarmId, source })
  if (!told) {
    const errors = [{ field: 'alarmId', message: 'an alarm of this source whose ticket has an issue' }]
    throw new Refusal('invalid', 'There is nothing to tell about this alarm. Nothing was sent.', { errors })
  }
  return { template, values: valuesFor(deps, told, template) }
}
