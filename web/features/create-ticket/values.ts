import type { PreviewTicket } from '../../api/explanations.ts'
import type { NewTicket } from '../../api/tickets.ts'
import type { RecommendationDetail } from '../../api/recommendations.ts'
import { lengthFault } from '../../ui/characters.ts'

export interface TicketValues {
  title: string
  description: string
  priority: 'low' | 'medium' | 'high'
  /** Empty: no project. */
  projectId: string
}

export interface Rules {
  titleLimit: number
  projectRequired: boolean
}

export const descriptionLimits = { min: 16, max: 255 }

export const priorities = [
  { value: 'low', label: 'Low' },
  { value: 'medium', label: 'Medium' },
  { value: 'high', label: 'High' },
]

export function startingValues(prefill?: RecommendationDetail['prefill']): TicketValues {
  return {
    title: prefill?.title ?? '',
    description: prefill?.description ?? '',
    priority: prefill?.priority ?? 'medium',
    projectId: prefill?.projectId ?? '',
  }
}

/** What would be right, for each field that is not. A title is checked, never cut (AX4). */
export function check(values: TicketValues, { titleLimit, projectRequired }: Rules) {
  return {
    title: lengthFault(values.title, { max: titleLimit }),
    description: lengthFault(values.description, descriptionLimits),
    priority: null,
    projectId: projectRequired && !values.projectId ? 'Choose a project' : null,
  }
}

export function bodyOf(values: TicketValues, recommendationId: string | undefined): NewTicket {
  return {
    title: values.title.trim(),
    description: values.description.trim(),
    priority: values.priority,
    projectId: values.projectId || null,
    recommendationId: recommendationId ?? null,
  }
}

/** What would be sent for what is typed so far. */
export function previewOf(values: TicketValues, recommendationId: string | undefined): PreviewTicket {
  const { title, description, ...rest } = bodyOf(values, recommendationId)
  return { ...rest, ...(title ? { title } : {}), ...(description ? { description } : {}) }
}
