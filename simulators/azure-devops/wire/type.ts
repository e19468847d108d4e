import { organizationUrl, projectApi, type Site } from '../site.ts'
import type { FieldDefinition, Project, WorkItemType } from '../state/model.ts'

export function fieldReference(site: Site, { referenceName, name }: FieldDefinition) {
  return { referenceName, name, url: `${organizationUrl(site)}/_apis/wit/fields/${referenceName}` }
}

/** Values are shown as text, whatever the field holds. */
export function typeFieldBean(
  site: Site,
  field: FieldDefinition,
  { allowedValues }: { allowedValues: boolean },
) {
  const { defaultValue } = field
  return {
    defaultValue: defaultValue === undefined ? null : String(defaultValue),
    ...(allowedValues && { allowedValues: (field.allowedValues ?? []).map(String) }),
    alwaysRequired: field.required ?? false,
    dependentFields: [],
    ...fieldReference(site, field),
  }
}

export function typeBean(site: Site, project: Project, type: WorkItemType) {
  const names = type.states.map(({ name }) => name)
  const fields = type.fields.map((field) =>
    typeFieldBean(site, shownField(type, field), { allowedValues: false }),
  )
  return {
    name: type.name,
    referenceName: type.referenceName,
    description: type.description,
    color: type.color,
    icon: { id: 'icon_clipboard', url: `${organizationUrl(site)}/_apis/wit/workItemIcons/icon_clipboard` },
    isDisabled: false,
    xmlForm: '',
    fields,
    fieldInstances: fields,
    transitions: Object.fromEntries([
      ['', names.slice(0, 1).map((to) => ({ to, actions: null }))],
      ...names.map((from) => [from, names.map((to) => ({ to, actions: null }))]),
    ]),
    states: type.states,
    url: `${projectApi(site, project)}/wit/workItemTypes/${encodeURIComponent(type.name)}`,
  }
}

/** The states of a type are the allowed values of its field. */
export function shownField(type: WorkItemType, field: FieldDefinition): FieldDefinition {
  if (field.referenceName !== 'System.State') return field
  return { ...field, allowedValues: type.states.map(({ name }) => name) }
}
