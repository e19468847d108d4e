import type { CustomField, JiraState, Project, RequiredField } from './model.ts'

export interface Option {
  id: string
  value: string
  children?: Option[]
}

/** A field's definition as a project has it. */
export interface FieldHere extends CustomField {
  required: boolean
  hasDefault: boolean
}

/** A field that only a project's screen demands is one of its own. */
function defined({ id, name, kind, options }: RequiredField): CustomField {
  return { id, name, kind: kind ?? (options ? 'select' : 'text'), ...(options && { options }) }
}

/** Every field that people made, those of single projects included. */
export function allCustomFields({ customFields, projects }: JiraState): CustomField[] {
  const own = projects.flatMap(({ requiredFields }) => requiredFields.map(defined))
  return [...new Map([...own, ...customFields].map((field) => [field.id, field])).values()]
}

/** The fields on a project's screens. */
export function fieldsOf({ customFields }: JiraState, { requiredFields }: Project): FieldHere[] {
  const own = requiredFields.map(defined).filter(({ id }) => !customFields.some((field) => field.id === id))
  return [...customFields, ...own].map((field) => {
    const demand = requiredFields.find(({ id }) => id === field.id)
    const here = { required: demand !== undefined, hasDefault: demand?.hasDefault ?? false }
    return Object.assign({}, field, here)
  })
}

/** Options are numbered by their place; children go on under their parent’s number. */
export function optionsOf({ kind, options = [] }: CustomField): Option[] {
  if (kind !== 'cascading') return options.map((value, place) => ({ id: String(place + 1), value }))
  const parents = [...new Set(options.map((path) => path.split(' > ')[0] ?? ''))]
  return parents.map((value, place) => {
    const children = options.flatMap((path) => {
      const [parent, child] = path.split(' > ')
      return parent === value && child !== undefined ? [child] : []
    })
    const option = { id: String(place + 1), value }
    const below = children.map((child, row) => ({ id: String((place + 1) * 100 + row + 1), value: child }))
    return below.length > 0 ? Object.assign(option, { children: below }) : option
  })
}

const plugin = 'com.atlassian.jira.plugin.system.customfieldtypes:'

const schemas: Record<CustomField['kind'], { type: string; items?: string; custom: string }> = {
  text: { type: 'string', custom: 'textfield' },
  paragraph: { type: 'string', custom: 'textarea' },
  number: { type: 'number', custom: 'float' },
  date: { type: 'date', custom: 'datepicker' },
  select: { type: 'option', custom: 'select' },
  multiselect: { type: 'array', items: 'option', custom: 'multiselect' },
  cascading: { type: 'option-with-child', custom: 'cascadingselect' },
  user: { type: 'user', custom: 'userpicker' },
}

export function schemaOf({ id, kind }: CustomField) {
  const { custom, ...schema } = schemas[kind]
  return { ...schema, custom: plugin + custom, customId: Number(id.replace(/\D/g, '')) }
}
