import { Stack, Text } from '@mantine/core'
import type { ProviderInfo } from '../../../api/providers.ts'
import { DestinationFields } from '../fields/destination-fields.tsx'
import type { Setup } from './use-setup.ts'

/** Where tickets go that no route leads elsewhere (A46, AX8). */
export function RouteStep({ provider, setup }: { provider: ProviderInfo; setup: Setup }) {
  const { destination, errors, clearError, trial, tested } = setup
  return (
    <Stack maw={480}>
      <Text size="sm">
        The default route: where in {provider.title} a ticket becomes {withArticle(provider.recordName)}.
      </Text>
      <DestinationFields
        fields={provider.destinationFields}
        form={destination}
        source={{ ...trial, stamp: tested?.at ?? 0 }}
        errors={errors}
        onChange={clearError}
      />
    </Stack>
  )
}

function withArticle(noun: string) {
  return `${/^[aeiou]/iu.test(noun) ? 'an' : 'a'} ${noun.toLowerCase()}`
}
