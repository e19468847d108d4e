import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { operatorWebhooksQuery, type OperatorWebhook } from '../../api/operator-webhooks.ts'
import { operatorQuery } from '../../api/operators.ts'
import { Gate } from '../../shell/gate.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { ChangeDialog } from './change-dialog.tsx'
import { NewSecret, type Made } from './new-secret.tsx'
import { RemoveQuestion, RotateQuestion } from './questions.tsx'
import { WebhookCards } from './cards.tsx'

export function OperatorWebhooksPage() {
  const { id } = useParams({ from: '/shell/workspace/adminsettings/operators/$id/webhooks' })
  return (
    <Gate right="operators:manage">
      <OperatorWebhooks key={id} operatorId={id} />
    </Gate>
  )
}

/** What is asked about a webhook. */
export type Asked = { what: 'add' } | { what: 'change' | 'rotate' | 'remove'; webhook: OperatorWebhook }

function OperatorWebhooks({ operatorId }: { operatorId: string }) {
  const operator = useQuery(operatorQuery(operatorId)).data
  const query = useQuery(operatorWebhooksQuery(operatorId))
  const [asked, setAsked] = useState<Asked | null>(null)
  const [made, setMade] = useState<Made | null>(null)
  const onClose = () => setAsked(null)
  const onMade = (secret: Made | null) => {
    setAsked(null)
    setMade(secret)
  }
  const add = <Button onClick={() => setAsked({ what: 'add' })}>Add webhook</Button>
  return (
    <Page
      title={operator ? `Webhooks of ${operator.name}` : 'Webhooks'}
      eyebrow={
        <TextLink to="/workspace/adminsettings/operators/$id" params={{ id: operatorId }}>
          {operator?.name ?? 'Operator'}
        </TextLink>
      }
      lead="Addresses of the partner that are told about its tickets as soon as something happens."
      actions={
        <>
          <ButtonLink
            variant="default"
            to="/notifications"
            search={{ operator: operatorId, channel: 'webhook' }}
          >
            What was sent
          </ButtonLink>
          {query.data && query.data.length > 0 && add}
        </>
      }
    >
      <Loaded query={query}>
        {(webhooks) =>
          webhooks.length === 0 ? (
            <Empty title="No webhook yet" step={add}>
              With one, the partner’s program hears of new tickets and events at once instead of asking for
              them. Each call is signed, so that it can be trusted.
            </Empty>
          ) : (
            <WebhookCards operatorId={operatorId} webhooks={webhooks} onAsk={setAsked} />
          )
        }
      </Loaded>
      {asked?.what === 'add' && <ChangeDialog operatorId={operatorId} onClose={onClose} onMade={onMade} />}
      {asked?.what === 'change' && (
        <ChangeDialog operatorId={operatorId} webhook={asked.webhook} onClose={onClose} onMade={onMade} />
      )}
      {asked?.what === 'rotate' && (
        <RotateQuestion operatorId={operatorId} webhook={asked.webhook} onClose={onClose} onMade={onMade} />
      )}
      {asked?.what === 'remove' && (
        <RemoveQuestion operatorId={operatorId} webhook={asked.webhook} onClose={onClose} />
      )}
      {made && <NewSecret made={made} onClose={() => setMade(null)} />}
    </Page>
  )
}
