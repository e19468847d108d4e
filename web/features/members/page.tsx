import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { membersQuery } from '../../api/members.ts'
import { Gate } from '../../shell/gate.tsx'
import { refine } from '../../ui/address.ts'
import { countOf } from '../../ui/amounts.ts'
import { ListSummary } from '../../ui/list-notices.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { Invitations } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberTable } from './member-table.tsx'

export function MembersPage() {
  return (
    <Gate right="members:manage">
      <Members />
    </Gate>
  )
}

function Members() {
  const search = useSearch({ from: '/shell/workspace/adminsettings/members' })
  const navigate = useNavigate({ from: '/workspace/adminsettings/members' })
  const { q, after } = search
  const query = useQuery(membersQuery({ q, after }))
  const [inviting, setInviting] = useState(false)
  const look = (words: string) => void navigate({ search: refine(search, { q: words }), replace: true })
  return (
    <Page
      title="Members"
      lead="Who may use this workspace, and as what."
      actions={<Button onClick={() => setInviting(true)}>Invite</Button>}
    >
      <Group role="search">
        <SearchBox
          label="Search members"
          placeholder="A part of the name or the address"
          value={q}
          onChange={look}
        />
      </Group>
      <Loaded query={query}>
        {({ items, total, next }) => (
          <Stack gap="md">
            <ListSummary count={countOf(total, 'member')} onClear={q ? () => look('') : undefined} />
            {items.length === 0 ? (
              <Text size="sm">No member has this in the name or the address.</Text>
            ) : (
              <MemberTable members={items} isWhole={!q && !after && !next} />
            )}
            <Pager
              after={after}
              next={next}
              onGo={(to, trail) => void navigate({ search: { ...search, after: to }, state: { trail } })}
            />
          </Stack>
        )}
      </Loaded>
      <Invitations />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  )
}
