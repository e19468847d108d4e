import type { NewServiceTicket, Service } from '../../../api/service-tickets.ts'
import type { Category, Priority } from '../words.ts'

export interface CallValues {
  service: Service | null
  category: Category | ''
  priority: Priority
  description: string
  /** A run’s alias; empty: none. */
  run: string
  reference: string
  firstName: string
  lastName: string
  email: string
  phoneNumber: string
}

export const startingValues: CallValues = {
  service: null,
  category: '',
  priority: 'low',
  description: '',
  run: '',
  reference: '',
  firstName: '',
  lastName: '',
  email: '',
  phoneNumber: '',
}

const needed = (text: string) => (text.trim() ? null : 'Needed')

/** What would be right, where it can be told without the hub. */
export const check = (values: CallValues) => ({
  service: values.service ? null : 'Choose a service',
  category: values.category ? null : 'Choose a category',
  description: needed(values.description),
  firstName: needed(values.firstName),
  lastName: needed(values.lastName),
  email: /^\S+@\S+$/u.test(values.email.trim()) ? null : 'An e-mail address, like ada@example.com',
})

export function bodyOf(values: CallValues): NewServiceTicket {
  const { service, category } = values
  if (!service || !category) throw new Error('The form was sent before it was filled in.')
  return {
    serviceUuid: service.uuid,
    category,
    priority: values.priority,
    description: values.description.trim(),
    diagnosticRunId: values.run || null,
    operatorTicketRef: values.reference.trim() || null,
    ownerContact: {
      firstName: values.firstName.trim(),
      lastName: values.lastName.trim(),
      email: values.email.trim(),
      phoneNumber: values.phoneNumber.trim(),
    },
  }
}

const names: Record<string, string> = {
  serviceUuid: 'service',
  diagnosticRunId: 'run',
  operatorTicketRef: 'reference',
}

/** What the hub said, under the names of the form. */
export const formErrors = (said: Record<string, string>) =>
  Object.fromEntries(Object.entries(said).map(([field, message]) => [names[field] ?? field, message]))
