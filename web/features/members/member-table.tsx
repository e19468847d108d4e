import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { Member } from '../../api/members.ts'
import { useMe } from '../../api/session.ts'
import { Rows } from '../../ui/rows.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { RemoveQuestion } from './remove-question.tsx'
import { ResetQuestion } from './reset-question.tsx'
import { RoleDialog } from './role-dialog.tsx'
import { mayGive } from './roles.ts'
import { soleOwner } from './sole-owner.ts'

type Asked = { what: 'role' | 'remove' | 'two-factor'; member: Member }

interface TableProps {
  members: Member[]
  isWhole: boolean
}

const columns = ['Member', 'Role', 'Two-factor', 'Last seen', 'Actions']

export function MemberTable({ members, isWhole }: TableProps) {
  const { rights } = useMe()
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  const last = soleOwner(members, isWhole)
  const rows = members.map((member) => ({
    id: member.id,
    cells: [
      <Named key="name" member={member} />,
      member.role,
      <Pill
        key="two-factor"
        tone={member.twoFactor ? 'green' : 'grey'}
        words={member.twoFactor ? 'On' : 'Off'}
      />,
      <Time key="seen" at={member.lastSeenAt} />,
      member === last ? (
        <Text key="last" size="sm" maw={320}>
          The only owner. To change that, make somebody else an owner first.
        </Text>
      ) : mayGive(rights, member.role) ? (
        <Actions key="actions" member={member} onAsk={(what) => setAsked({ what, member })} />
      ) : null,
    ],
  }))
  return (
    <>
      <Rows label="Members" columns={columns} rows={rows} />
      {asked?.what === 'role' && <RoleDialog member={asked.member} onClose={close} />}
      {asked?.what === 'remove' && (
        <RemoveQuestion member={asked.member} count={isWhole ? members.length : undefined} onClose={close} />
      )}
      {asked?.what === 'two-factor' && <ResetQuestion member={asked.member} onClose={close} />}
    </>
  )
}

function Named({ member: { name, email, you } }: { member: Member }) {
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <Text size="sm" fw={600}>
        {name}
        {you && ' (you)'}
      </Text>
      <Text size="sm" c="dimmed">
        {email}
      </Text>
    </div>
  )
}

interface ActionsProps {
  member: Member
  onAsk: (what: Asked['what']) => void
}

/** One leaves by one’s own account page, and changes one’s own two-factor there. */
function Actions({ member: { name, you, twoFactor }, onAsk }: ActionsProps) {
  const button = (what: Asked['what'], words: string, about: string) => (
    <Button size="compact-sm" variant="default" aria-label={about} onClick={() => onAsk(what)}>
      {words}
    </Button>
  )
  return (
    <Group gap="xs">
      {button('role', 'Change role', `Change role of ${name}`)}
      {!you && twoFactor && button('two-factor', 'Reset two-factor', `Reset two-factor of ${name}`)}
      {!you && button('remove', 'Remove', `Remove ${name}`)}
    </Group>
  )
}
