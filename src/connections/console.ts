import type { Deps } from '../deps.ts'
import type { Fault } from '../domain/fault.ts'
import { aliasOf } from '../domain/ticket.ts'
import {
  fillWriteBack,
  type FilledRequest,
  type WriteBackTemplate,
  type WriteBackValues,
} from '../domain/write-back.ts'
import { ProviderError } from '../providers/provider.ts'
import { faultOfStatus, shortened } from '../providers/status-fault.ts'
import type { AlarmSource } from '../store/alarm-sources.ts'
import type { StoredTemplate } from '../store/alarm-source-tables.ts'
import { sourceHeaders } from '../store/secret-places.ts'
import type { Told } from '../store/write-back-views.ts'

/** A console answers at once or is not well; a run tells many alarms, one after the other. */
const timeoutMs = 15_000

/** The template in the form in which it is kept. */
export function sealedTemplate(
  { sealer }: Pick<Deps, 'sealer'>,
  source: Pick<AlarmSource, 'id' | 'workspaceId'>,
  template: WriteBackTemplate,
) {
  const { headers, ...rest } = template
  const writeBack: StoredTemplate = { ...rest, headerNames: headers.map(({ name }) => name) }
  const values = headers.map(({ value }) => value)
  const place = sourceHeaders({ ...source, url: template.url })
  const sealedHeaders = values.length > 0 ? sealer.seal(JSON.stringify(values), place) : null
  return { writeBack, sealedHeaders }
}

/** The whole template of a source; undefined where it has none. */
export function templateOf(
  deps: Pick<Deps, 'sealer'>,
  source: Pick<AlarmSource, 'id' | 'workspaceId' | 'writeBack' | 'sealedHeaders'>,
): WriteBackTemplate | undefined {
  if (!source.writeBack) return undefined
  const { headerNames, ...template } = source.writeBack
  const sealed = source.sealedHeaders
  const place = sourceHeaders({ ...source, url: template.url })
  const values = sealed ? (JSON.parse(deps.sealer.open(sealed, place)) as string[]) : []
  return { ...template, headers: headerNames.map((name, index) => ({ name, value: values[index] ?? '' })) }
}

/** What stands in the places of a template for one alarm and its ticket. */
export function valuesFor(
  deps: Pick<Deps, 'publicUrl'>,
  told: Told,
  template: Pick<WriteBackTemplate, 'ticketIdName' | 'ticketUrlName'>,
): WriteBackValues {
  const { alarm } = told
  const alias = aliasOf(told.ticketNumber)
  return {
    ticketId: told.issueKey,
    ticketUrl: told.issueUrl,
    ticketAlias: alias,
    hubUrl: `${deps.publicUrl}/tickets/${alias}`,
    alarmId: told.alarmId,
    rootKey: alarm.rootKey,
    agent: alarm.agent,
    elementId: alarm.elementId ?? '',
    elementName: alarm.elementName,
    ticketIdName: template.ticketIdName,
    ticketUrlName: template.ticketUrlName,
  }
}

/** What a console answered; `fault` where it did not take the request, or none was sent. */
export interface ConsoleAnswer {
  request: FilledRequest | undefined
  status: number | undefined
  text: string
  fault: Fault | undefined
}

/** Sends a template with the values of an alarm and its ticket. Never throws for what the console does. */
export async function tellConsole(
  deps: Deps,
  template: WriteBackTemplate,
  values: WriteBackValues,
): Promise<ConsoleAnswer> {
  const made = fillWriteBack(template, values)
  if ('message' in made) {
    const fault: Fault = { kind: 'invalid', detail: made.message }
    return { request: undefined, status: undefined, text: '', fault }
  }
  const { request } = made
  const { headers, ...rest } = request
  try {
    const answer = await deps.http.send({
      ...rest,
      headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
      secrets: headers.flatMap(({ value }) => value.split(/\s+/u).concat(value)),
      timeoutMs,
    })
    const { status } = answer
    const text = shortened(answer.redact(answer.text))
    const isTaken = status >= 200 && status < 300
    const fault = isTaken ? undefined : faultOfStatus(answer, { now: deps.ctx.now(), detail: saying(text) })
    return { request, status, text, fault }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { request, status: undefined, text: '', fault: error.fault }
  }
}

/** Nobody knows how a console words its refusals, so they are quoted; a page for people says nothing here. */
const saying = (text: string) => (text.startsWith('<') ? '' : text)
