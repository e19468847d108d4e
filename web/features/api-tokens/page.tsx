import { Button, Code, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { revokeToken, tokensQuery, type Token } from '../../api/tokens.ts'
import { Gate } from '../../shell/gate.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Empty } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { CreateTokenDialog } from './create-dialog.tsx'
import { scopesInWords } from './scopes.ts'

export function ApiTokensPage() {
  return (
    <Gate right="tokens:manage">
      <ApiTokens />
    </Gate>
  )
}

function ApiTokens() {
  const query = useQuery(tokensQuery)
  const [creating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<Token | null>(null)
  const create = <Button onClick={() => setCreating(true)}>Create token</Button>
  return (
    <Page
      title="API tokens"
      lead="For programs that bring findings, or read and work on tickets."
      actions={query.data && query.data.length > 0 && create}
    >
      <Loaded query={query}>
        {(tokens) =>
          tokens.length === 0 ? (
            <Empty title="No tokens yet" step={create}>
              A token lets a program call the hub in the name of this workspace, for example a cost tool that
              sends its recommendations.
            </Empty>
          ) : (
            <Tokens tokens={tokens} onRevoke={setRevoking} />
          )
        }
      </Loaded>
      {creating && <CreateTokenDialog onClose={() => setCreating(false)} />}
      {revoking && <RevokeQuestion token={revoking} onClose={() => setRevoking(null)} />}
    </Page>
  )
}

const columns = ['Name', 'Begins with', 'May do', 'Last used', 'Ends', 'Created', 'Revoke']

function Tokens({ tokens, onRevoke }: { tokens: Token[]; onRevoke: (token: Token) => void }) {
  const rows = tokens.map((token) => ({
    id: token.id,
    cells: [
      token.name,
      <Code key="prefix">{token.prefix}…</Code>,
      scopesInWords(token.scopes),
      <Time key="used" at={token.lastUsedAt} />,
      <Time key="ends" at={token.expiresAt} />,
      <Time key="created" at={token.createdAt} />,
      <Button
        key="revoke"
        size="compact-sm"
        variant="default"
        aria-label={`Revoke ${token.name}`}
        onClick={() => onRevoke(token)}
      >
        Revoke
      </Button>,
    ],
  }))
  return <Rows label="API tokens" columns={columns} rows={rows} />
}

function RevokeQuestion({ token, onClose }: { token: Token; onClose: () => void }) {
  const queries = useQueryClient()
  const revoking = useMutation({
    mutationFn: () => revokeToken(token.id),
    onSuccess: () => {
      void queries.invalidateQueries(tokensQuery)
      onClose()
    },
  })
  return (
    <Confirm
      danger
      title={`Revoke ${token.name}?`}
      confirm="Revoke"
      busy={revoking.isPending}
      error={revoking.error}
      onConfirm={() => revoking.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">
        Whatever uses this token is refused from now on. It was last used <Time at={token.lastUsedAt} />. A
        revoked token does not come back; you can create another.
      </Text>
    </Confirm>
  )
}
