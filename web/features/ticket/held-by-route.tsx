import { List, Stack, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useAllowed } from '../../api/session.ts'
import type { Delivery, Ticket } from '../../api/tickets.ts'
import { TextLink } from '../../ui/links.tsx'

const FillForm = lazy(() => import('./fill-form.tsx'))

interface HeldProps {
  ticket: Pick<Ticket, 'id'>
  held: NonNullable<Delivery['heldByRoute']>
  mayAct: boolean
}

/** What has to be put right before the ticket can go on: by its route, or by the values that the tracker asks for. */
export function HeldByRoute({ ticket, held: { routeId, problems, missing }, mayAct }: HeldProps) {
  const mayManage = useAllowed('connections:manage')
  // The first one stands in the sentence above.
  const further = problems.slice(1)
  return (
    <Stack gap="sm">
      {further.length > 0 && (
        <List size="sm">
          {further.map(({ field, message }) => (
            <List.Item key={field + message}>{message}</List.Item>
          ))}
        </List>
      )}
      {mayAct && missing.length > 0 && (
        <Suspense>
          <FillForm ticket={ticket} missing={missing} />
        </Suspense>
      )}
      <Text size="sm">
        {mayManage ? (
          <TextLink to="/workspace/adminsettings/ticket-providers" search={{ route: routeId }}>
            Open the route in Project Routing
          </TextLink>
        ) : (
          'An administrator of the workspace can put the route right under Ticket Providers.'
        )}
      </Text>
    </Stack>
  )
}
