import type { Draft } from '../provider.ts'
import { cleanLine } from '../text.ts'
import type { OceaneConfig, OceaneDestination } from './config.ts'
import { attributeLines, descriptionOf } from './describe.ts'
import { checkLength, textLimit, titleLimit } from './limits.ts'
import { fieldNames } from './names.ts'
import { fill, readTemplate, type TemplateObject } from './template.ts'
import { demandFit, isValueField, valuesOf } from './value-sets.ts'

/** The template of a configuration, which was read once already when it was saved. */
export function templateOf({ request }: OceaneConfig): TemplateObject {
  const read = readTemplate(request, fieldNames)
  if ('message' in read) throw new Error(`A stored request template cannot be read: ${read.message}`)
  return read.template
}

/** What the ticket brings, and for urgency and impact what its route says where it brings nothing. */
function attributesOf(draft: Draft, destination: OceaneDestination): Record<string, string> {
  const { urgency, technicalImpact } = destination
  const own = Object.entries(draft.attributes ?? {}).filter(([, value]) => value.trim() !== '')
  return {
    ...(urgency !== undefined && { urgency }),
    ...(technicalImpact !== undefined && { technicalImpact }),
    ...Object.fromEntries(own),
  }
}

/** TMF621 demands a severity, so without a priority the middle one is sent. */
function middlePriority(config: OceaneConfig): string | undefined {
  const known = valuesOf(config, 'priority')
  return known[Math.floor(known.length / 2)]
}

/** The body that creates a ticket, with everything checked that can be checked without sending it. */
export function requestOf(
  config: OceaneConfig,
  draft: Draft,
  to: { destination: OceaneDestination; marker: string },
): TemplateObject {
  const { destination, marker } = to
  const title = cleanLine(draft.title)
  const description = descriptionOf(draft)
  const { priority: chosen, ...attributes } = attributesOf(draft, destination)
  const priority = chosen ?? draft.priority ?? middlePriority(config)
  checkLength(title, { field: 'title', words: 'The title', limit: titleLimit })
  checkLength(description, {
    field: 'description',
    words: 'The description with its context',
    limit: textLimit,
  })
  for (const [name, value] of Object.entries({ ...attributes, priority })) {
    if (isValueField(name)) demandFit(config, name, value)
  }
  return fill(templateOf(config), {
    ...attributes,
    title,
    description,
    priority,
    marker,
    userId: config.userId,
    ticketType: destination.ticketType,
    channel: destination.channel,
    attributes: attributeLines(attributes),
  })
}
