import { Button, Paper, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { operatorQuery, type Operator } from '../../api/operators.ts'
import { Gate } from '../../shell/gate.tsx'
import { FactList } from '../../ui/fact-list.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Time } from '../../ui/time.tsx'
import { OperatorDialog } from './operator-dialog.tsx'
import { RemoveQuestion } from './remove-question.tsx'
import { OperatorTokens } from './tokens.tsx'

export function OperatorPage() {
  const { id } = useParams({ from: '/shell/workspace/adminsettings/operators/$id' })
  return (
    <Gate right="operators:manage">
      <OneOperator key={id} id={id} />
    </Gate>
  )
}

type Open = 'change' | 'remove' | null

function OneOperator({ id }: { id: string }) {
  const query = useQuery(operatorQuery(id))
  const navigate = useNavigate({ from: '/workspace/adminsettings/operators/$id' })
  const [open, setOpen] = useState<Open>(null)
  const onClose = () => setOpen(null)
  const operator = query.data
  return (
    <Page
      title={operator?.name ?? 'Operator'}
      eyebrow={<TextLink to="/workspace/adminsettings/operators">Operators</TextLink>}
      actions={
        operator && (
          <>
            <ButtonLink
              variant="default"
              to="/workspace/adminsettings/operators/$id/webhooks"
              params={{ id }}
            >
              Webhooks
            </ButtonLink>
            <Button variant="default" onClick={() => setOpen('change')}>
              Change
            </Button>
            <Button variant="default" onClick={() => setOpen('remove')}>
              Remove
            </Button>
          </>
        )
      }
    >
      <Loaded query={query}>
        {(found) => (
          <Stack gap="xl">
            <Facts operator={found} />
            <OperatorTokens operator={found} />
            {open === 'change' && <OperatorDialog operator={found} onClose={onClose} />}
            {open === 'remove' && (
              <RemoveQuestion
                operator={found}
                onClose={onClose}
                onRemoved={() => void navigate({ to: '/workspace/adminsettings/operators' })}
              />
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Facts({ operator }: { operator: Operator }) {
  const { id, emails, openTickets, services } = operator
  return (
    <Paper withBorder p="md" radius="md" maw={860}>
      <FactList
        facts={[
          { label: 'Display name', value: operator.displayName },
          { label: 'E-mail', value: emails.length > 0 ? emails.join(', ') : 'Nobody but the author' },
          { label: 'Owner', value: operator.owner ?? 'The person named in each ticket' },
          { label: 'Contact uuid', value: operator.contactUuid },
          { label: 'GRT', value: operator.grt },
          { label: 'Requests a minute', value: operator.requestsPerMinute.toLocaleString('en') },
          {
            label: 'Services',
            value:
              services === 0 ? (
                'None'
              ) : (
                <TextLink to="/diagnostics" search={{ view: 'services', operator: id }}>
                  {services.toLocaleString('en')}
                </TextLink>
              ),
          },
          { label: 'Open tickets', value: openTickets.toLocaleString('en') },
          { label: 'Registered', value: <Time at={operator.createdAt} /> },
        ]}
      />
    </Paper>
  )
}
