import { List, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import type { Connection } from '../../../api/connections.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { Note } from '../../../ui/note.tsx'
import { ProviderField } from '../fields/provider-field.tsx'
import { askedFields } from '../fields/values.ts'
import { EndField } from './end-field.tsx'
import type { Setup } from './use-setup.ts'

interface StepProps {
  provider: ProviderInfo
  connection: Connection | null
  setup: Setup
}

export function CredentialsStep({ provider, connection, setup }: StepProps) {
  const { config, errors, kept, lostSecrets, changeConfig } = setup
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
      <Stack>
        {askedFields(provider.configFields, config).map((field) => (
          <ProviderField
            key={field.name}
            field={field}
            value={config[field.name] ?? ''}
            error={errors[field.name]}
            kept={kept.includes(field.name)}
            onChange={(value) => changeConfig(field.name, value)}
          />
        ))}
        {lostSecrets && (
          <Note tone="amber" icon="key">
            <Text size="sm">
              This is another host: what is stored is not sent there, so enter the credential again.
            </Text>
          </Note>
        )}
        <EndField connection={connection} setup={setup} />
      </Stack>
      <CredentialGuide provider={provider} />
    </SimpleGrid>
  )
}

/** Where the credential comes from, and what its user must be allowed to do (A20). */
function CredentialGuide({ provider: { credentialSteps, permissions } }: Pick<StepProps, 'provider'>) {
  return (
    <Stack gap="md">
      <div>
        <Title order={3} size="h6" mb="xs">
          Where to get the credential
        </Title>
        <List type="ordered" size="sm" spacing={4}>
          {credentialSteps.map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
      </div>
      <div>
        <Title order={3} size="h6" mb="xs">
          Permissions of the integration user
        </Title>
        <Table verticalSpacing={6} horizontalSpacing={0} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Permission</Table.Th>
              <Table.Th scope="col">Needed for</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {permissions.map(({ right, neededFor, required }) => (
              <Table.Tr key={right}>
                <Table.Td pr="sm">
                  {right}
                  <Text size="xs" c="dimmed">
                    {required ? 'required' : 'recommended'}
                  </Text>
                </Table.Td>
                <Table.Td>{neededFor}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Stack>
  )
}
