import { ProviderError, type AttributeDeclaration } from '../provider.ts'
import type { OceaneConfig } from './config.ts'

/** The entries of a list that was typed with commas, each once. */
export const listed = (text: string) => [
  ...new Set(
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
  ),
]

/** BX16: the fields whose values the connection declares, with what people call them. */
export const valueSets = {
  priority: { setting: 'priorities', label: 'Priority' },
  urgency: { setting: 'urgencies', label: 'Urgency' },
  technicalImpact: { setting: 'technicalImpacts', label: 'Technical Impact' },
  clientImpact: { setting: 'clientImpacts', label: 'Client Impact' },
} as const
export type ValueField = keyof typeof valueSets

export const isValueField = (name: string): name is ValueField => Object.hasOwn(valueSets, name)

export const valuesOf = (config: OceaneConfig, field: ValueField) => listed(config[valueSets[field].setting])

/** What is wrong with a value, or nothing. */
export function misfitOf(config: OceaneConfig, field: ValueField, value: string): string | undefined {
  const known = valuesOf(config, field)
  if (known.includes(value)) return undefined
  return `“${value}” is no ${valueSets[field].label} of this connection. There are: ${known.join(', ')}.`
}

export function demandFit(config: OceaneConfig, field: ValueField, value: string | undefined): void {
  const message = value === undefined ? undefined : misfitOf(config, field, value)
  if (message !== undefined) {
    throw new ProviderError({ kind: 'invalid', detail: message, fields: { [field]: message } })
  }
}

/** B23: what is asked for in the dialog besides priority and description. */
export const dialogOf = (config: OceaneConfig): AttributeDeclaration[] =>
  (['urgency', 'technicalImpact', 'clientImpact'] as const).map((name) => ({
    name,
    title: valueSets[name].label,
    required: name !== 'clientImpact',
    values: valuesOf(config, name),
  }))
