import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { orderedListQuery } from '../../../api/help-desk-lists.ts'
import type { Instance } from '../../../api/instances.ts'
import { Rows } from '../../../ui/rows.tsx'

/** C40, C41: what is mapped always, and what is taken where no name is equal. */
export function DefaultMappings({ instance, isOnly }: { instance: Instance; isOnly: boolean }) {
  const statuses = useQuery(orderedListQuery('statuses')).data ?? []
  const { defaultIssueType, settings } = instance
  const status = statuses.find(({ id }) => id === settings.defaultStatusId)?.name
  const withoutProduct = isOnly
    ? (settings.defaultProjectKey ?? 'no issue, because there is no default key')
    : 'no issue, because nothing names one of the instances'
  const rows = [
    {
      id: 'type',
      cells: [
        'Type',
        'Type of issue',
        'By a mapping of the type “Ticket Type”, else by exactly the same name.',
        `To Jira: ${defaultIssueType || 'the type of the default route'}. From Jira: the ticket keeps its type.`,
      ],
    },
    {
      id: 'product',
      cells: [
        'Product',
        'Project',
        'By the project key of version or product, else the product’s name as a key.',
        `To Jira, without a product: ${withoutProduct}. From Jira: the ticket keeps its product.`,
      ],
    },
    {
      id: 'status',
      cells: [
        'Status',
        'Status',
        settings.updateTicketStatus
          ? 'By exactly the same name. Only from Jira.'
          : 'Not taken over: a change is told as an action.',
        settings.updateTicketStatus ? (status ?? 'The first one of the same category') : 'None needed',
      ],
    },
  ]
  return (
    <section aria-labelledby="default-mappings">
      <Title order={2} size="h4" mb="sm" id="default-mappings">
        Always mapped
      </Title>
      <Rows
        label="Default mappings"
        columns={['Help desk', 'Jira', 'How values match', 'Where none matches']}
        rows={rows}
      />
    </section>
  )
}
