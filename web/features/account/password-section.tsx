import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { Account } from '../../api/account.ts'
import { Section } from '../../ui/section.tsx'
import { PasswordDialog } from './password-dialog.tsx'

export function PasswordSection({ account: { hasPassword } }: { account: Account }) {
  const [changing, setChanging] = useState(false)
  if (!hasPassword) {
    return (
      <Section title="Password">
        <Text size="sm">You sign in by single sign-on and have no password here.</Text>
      </Section>
    )
  }
  return (
    <Section
      title="Password"
      lead="A new one ends all your other sessions."
      actions={
        <Button variant="default" onClick={() => setChanging(true)}>
          Change password
        </Button>
      }
    >
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </Section>
  )
}
