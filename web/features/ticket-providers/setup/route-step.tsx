import { Stack, Text } from '@mantine/core'
import type { FormField, ProviderInfo } from '../../../api/providers.ts'
import { ChoiceField } from './choice-field.tsx'
import { ProviderField } from './provider-field.tsx'
import type { Setup } from './use-setup.ts'

interface StepProps {
  provider: ProviderInfo
  setup: Setup
}

/** Where tickets go that no route leads elsewhere (A46, AX8). */
export function RouteStep({ provider, setup }: StepProps) {
  return (
    <Stack maw={480}>
      <Text size="sm">
        The default route: where in {provider.title} a ticket becomes {withArticle(provider.recordName)}.
      </Text>
      {provider.destinationFields.map((field) => (
        <DestinationField key={field.name} field={field} setup={setup} />
      ))}
    </Stack>
  )
}

function DestinationField({ field, setup }: { field: FormField; setup: Setup }) {
  const { destination, errors, changeDestination, trial, tested } = setup
  const { name, title, help, required, dependsOn = [] } = field
  const value = destination[name] ?? ''
  const onChange = (chosen: string) => changeDestination(name, chosen)
  if (!field.choices) {
    return <ProviderField field={field} value={value} error={errors[name]} onChange={onChange} />
  }
  const within = Object.fromEntries(dependsOn.map((parent) => [parent, destination[parent] ?? '']))
  return (
    <ChoiceField
      label={title}
      name={name}
      source={{ ...trial, stamp: tested?.at ?? 0 }}
      within={within}
      ready={dependsOn.every((parent) => destination[parent])}
      required={required}
      help={help}
      error={errors[name]}
      value={value}
      onChange={onChange}
    />
  )
}

function withArticle(noun: string) {
  return `${/^[aeiou]/iu.test(noun) ? 'an' : 'a'} ${noun.toLowerCase()}`
}
