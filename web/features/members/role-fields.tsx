import { Radio, Stack } from '@mantine/core'
import type { Role } from '../../api/members.ts'
import { useMe } from '../../api/session.ts'
import { asRole, mayGive, roles, roleWords } from './roles.ts'

interface RoleFieldsProps {
  value: Role
  onChange: (role: Role) => void
  error?: string | undefined
}

/** The roles that the person may give, each with what it may do. */
export function RoleFields({ value, onChange, error }: RoleFieldsProps) {
  const { rights } = useMe()
  return (
    <Radio.Group label="Role" value={value} error={error} onChange={(role) => onChange(asRole(role))}>
      <Stack gap="xs" mt="xs">
        {roles
          .filter((role) => mayGive(rights, role))
          .map((role) => (
            <Radio key={role} value={role} label={role} description={roleWords[role]} />
          ))}
      </Stack>
    </Radio.Group>
  )
}
