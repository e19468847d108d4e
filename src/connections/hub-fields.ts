import { ownFieldName, ownFields, type HubField } from '../domain/hub-field.ts'
import type { SupportLists } from '../store/support-facts.ts'

/** Every field of a help-desk ticket that can be mapped, by its name in a mapping. */
export function hubFieldsOf({ fields }: Pick<SupportLists, 'fields'>): Map<string, HubField> {
  const own = fields.map(({ id, name, kind, options }) => ({
    name: ownFieldName(id),
    title: name,
    kind,
    ...(options.length > 0 && { options }),
    comesBack: true,
  }))
  return new Map([...ownFields, ...own].map((field) => [field.name, field]))
}
