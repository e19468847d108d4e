import { Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { accountQuery } from '../../api/account.ts'
import { membersQuery } from '../../api/members.ts'
import { meQuery } from '../../api/session.ts'
import { changeWorkspace, workspaceQuery, type Workspace } from '../../api/workspaces.ts'
import { some } from '../../ui/amounts.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Section } from '../../ui/section.tsx'
import { Pill } from '../../ui/status-badge.tsx'

export function TwoFactorSwitch({ workspace }: { workspace: Workspace }) {
  const { twoFactorRequired } = workspace
  const [asking, setAsking] = useState(false)
  return (
    <Section
      title="Two-factor of everybody"
      lead="Where it is required, a member who signs in with a password and has no two-factor can do nothing but set it up. Single sign-on and API tokens are not affected."
      actions={
        <Button variant="default" onClick={() => setAsking(true)}>
          {twoFactorRequired ? 'Require it no more' : 'Require two-factor'}
        </Button>
      }
    >
      <div>
        <Pill
          tone={twoFactorRequired ? 'green' : 'grey'}
          words={twoFactorRequired ? 'Required' : 'Not required'}
        />
      </div>
      {asking && <Question required={!twoFactorRequired} onClose={() => setAsking(false)} />}
    </Section>
  )
}

/** @param props.required what it is to become */
function Question({ required, onClose }: { required: boolean; onClose: () => void }) {
  const queries = useQueryClient()
  const changing = useMutation({
    mutationFn: () => changeWorkspace({ twoFactorRequired: required }),
    onSuccess: async (changed) => {
      queries.setQueryData(workspaceQuery.queryKey, changed)
      const message = required ? 'Two-factor is required from now on.' : 'Two-factor is required no more.'
      notifications.show({ color: 'green.8', message })
      onClose()
      await queries.invalidateQueries(meQuery)
    },
  })
  return (
    <Confirm
      title={required ? 'Require two-factor?' : 'Require two-factor no more?'}
      confirm={required ? 'Require it' : 'Require it no more'}
      busy={changing.isPending}
      error={changing.error}
      onConfirm={() => changing.mutate()}
      onCancel={onClose}
    >
      {required ? (
        <Affected />
      ) : (
        <Text size="sm">Members then decide for themselves. Who has it keeps it.</Text>
      )}
    </Confirm>
  )
}

/** Whom it meets, in numbers: of the members that a page holds. */
function Affected() {
  const members = useQuery(membersQuery({})).data
  const own = useQuery(accountQuery).data
  const without = members?.items.filter(({ twoFactor }) => !twoFactor).length
  return (
    <>
      <Text size="sm">
        {without !== undefined &&
          `${members?.next ? `Of the first ${members.items.length} members, ` : ''}${some(without, 'member')} ${
            without === 1 ? 'has' : 'have'
          } no two-factor. `}
        From their next request on they are led to their account, and go on once it is on.
      </Text>
      {own && own.hasPassword && !own.twoFactor && (
        <Text size="sm" fw={600}>
          You are one of them: have your phone at hand.
        </Text>
      )}
    </>
  )
}
