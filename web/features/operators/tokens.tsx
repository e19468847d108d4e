import { Button, Code, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  operatorTokensQuery,
  withdrawOperatorToken,
  type Operator,
  type OperatorToken,
} from '../../api/operators.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Empty, LoadingRows } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { TokenDialog } from './token-dialog.tsx'

/** What the operator’s programs sign in with. */
export function OperatorTokens({ operator }: { operator: Operator }) {
  const query = useQuery(operatorTokensQuery(operator.id))
  const [creating, setCreating] = useState(false)
  const [withdrawing, setWithdrawing] = useState<OperatorToken | null>(null)
  const create = <Button onClick={() => setCreating(true)}>Create token</Button>
  const some = query.data && query.data.items.length > 0
  return (
    <section aria-labelledby="tokens">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="tokens">
          Tokens
        </Title>
        {some && create}
      </Group>
      <Loaded query={query} skeleton={<LoadingRows rows={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No tokens yet" step={create}>
              {`With a token, a program of ${operator.name} opens and follows tickets at /api/tickets/. It can do nothing else.`}
            </Empty>
          ) : (
            <Stack>
              <Tokens tokens={items} onWithdraw={setWithdrawing} />
            </Stack>
          )
        }
      </Loaded>
      {creating && <TokenDialog operator={operator} onClose={() => setCreating(false)} />}
      {withdrawing && (
        <WithdrawQuestion operator={operator} token={withdrawing} onClose={() => setWithdrawing(null)} />
      )}
    </section>
  )
}

const columns = ['Login', 'E-mail', 'Begins with', 'Last used', 'Ends', 'Created', 'Withdraw']

interface TokensProps {
  tokens: OperatorToken[]
  onWithdraw: (token: OperatorToken) => void
}

function Tokens({ tokens, onWithdraw }: TokensProps) {
  const rows = tokens.map((token) => ({
    id: token.id,
    cells: [
      <Text key="name" span size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {token.name}
      </Text>,
      token.email,
      <Code key="prefix">{token.prefix}…</Code>,
      <Time key="used" at={token.lastUsedAt} />,
      <Time key="ends" at={token.expiresAt} />,
      <Time key="created" at={token.createdAt} />,
      <Button
        key="withdraw"
        size="compact-sm"
        variant="default"
        aria-label={`Withdraw ${token.name}`}
        onClick={() => onWithdraw(token)}
      >
        Withdraw
      </Button>,
    ],
  }))
  return <Rows label="Tokens" columns={columns} rows={rows} />
}

interface WithdrawProps {
  operator: Operator
  token: OperatorToken
  onClose: () => void
}

function WithdrawQuestion({ operator, token, onClose }: WithdrawProps) {
  const queries = useQueryClient()
  const withdrawing = useMutation({
    mutationFn: () => withdrawOperatorToken(operator.id, token.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['operators'] })
      onClose()
    },
  })
  return (
    <Confirm
      danger
      title={`Withdraw ${token.name}?`}
      confirm="Withdraw"
      busy={withdrawing.isPending}
      error={withdrawing.error}
      onConfirm={() => withdrawing.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">
        Programs of {operator.name} that use this token are refused within seconds. It was last used{' '}
        <Time at={token.lastUsedAt} />. A withdrawn token does not come back; you can create another.
      </Text>
    </Confirm>
  )
}
