import type { Account, NeededField } from '../provider.ts'
import { typeFields } from './choices.ts'
import { inProject, type AdoClient } from './client.ts'
import { descriptionFields, priorityField } from './patch.ts'
import { attempt } from './probe.ts'
import { wireFields, type WireTypeField } from './wire.ts'

type Problem = Account['problems'][number]

/** Types of fields whose value the hub can write. Who, where in a tree, yes or no: those are a person's. */
const types: Record<string, NeededField['type']> = {
  string: 'text',
  plainText: 'text',
  html: 'paragraph',
  integer: 'number',
  double: 'number',
  dateTime: 'date',
  picklistString: 'option',
  picklistInteger: 'option',
  picklistDouble: 'option',
}

/**
 * The list of a type's fields does not say what kind they are; this one does. A field whose kind is not told counts as
 * text: a value that does not fit is refused with its field.
 * https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/fields/list?view=azure-devops-rest-7.1
 */
async function kindsOf(client: AdoClient, project: string): Promise<Map<string, string>> {
  const call = { path: inProject(project, '/_apis/wit/fields') }
  const listed = await attempt(client.get(call, wireFields), ({ kind }) => kind === 'not-found')
  if ('fault' in listed) return new Map()
  return new Map(
    listed.value.value.flatMap(({ referenceName, type }) => (type ? [[referenceName, type]] : [])),
  )
}

/** The service fills the System fields by itself, the hub those that it writes. */
function isLeftOpen({ referenceName, alwaysRequired, defaultValue }: WireTypeField): boolean {
  const filled = referenceName.startsWith('System.') || referenceName === priorityField
  return alwaysRequired === true && (defaultValue ?? '') === '' && !filled
}

function needOf(field: WireTypeField, kind: string | undefined): NeededField | undefined {
  const type = types[kind ?? 'string']
  if (!type) return undefined
  const need = { id: field.referenceName, name: field.name ?? field.referenceName }
  const options = (field.allowedValues ?? []).map(String).map((value) => ({ value, label: value }))
  if (options.length > 0) return { ...need, type: 'option', options }
  return { ...need, type: type === 'option' ? 'text' : type }
}

/** What the hub writes into every item of the type, and the type does not have: each create would be refused. */
function lacking(fields: WireTypeField[], type: string): string[] {
  const there = new Set(fields.map(({ referenceName }) => referenceName))
  return [...descriptionFields(type), priorityField].filter((field) => !there.has(field))
}

/** What the type requires, or has not, so that the hub cannot simply create one. */
export async function needsOf(
  client: AdoClient,
  project: string,
  type: string,
): Promise<{ needs: NeededField[]; problems: Problem[] }> {
  const fields = await typeFields(client, project, type)
  const open = fields.filter(isLeftOpen)
  const kinds = open.length > 0 ? await kindsOf(client, project) : new Map<string, string>()
  const judged = open.map((field) => ({ field, need: needOf(field, kinds.get(field.referenceName)) }))
  const beyond = judged
    .filter(({ need }) => need === undefined)
    .map(({ field }) => field.name ?? field.referenceName)
  const absent = lacking(fields, type)
  const messages = [
    ...(beyond.length > 0
      ? [
          `${type} in ${project} requires ${beyond.join(', ')}, which the hub cannot fill: make it optional or give it a default.`,
        ]
      : []),
    ...(absent.length > 0
      ? [`${type} in ${project} has no field ${absent.join(', ')}, which the hub fills: add it to the type.`]
      : []),
  ]
  return {
    needs: judged.flatMap(({ need }) => need ?? []),
    problems: messages.map((message) => ({ field: 'workItemType', message })),
  }
}
