import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { signIn } from '../../api/sign-in.ts'
import { PageLink } from '../../ui/links.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'

interface FormProps {
  onEntered: () => void
  /** The account has two-factor: a code is to follow. */
  onCodeNeeded: () => void
}

export function PasswordForm({ onEntered, onCodeNeeded }: FormProps) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: ({ twoFactorNeeded }) => (twoFactorNeeded ? onCodeNeeded() : onEntered()),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    entering.mutate({ email: email.trim(), password })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          maxLength={128}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <RefusalNote error={entering.error} />
        <Button type="submit" loading={entering.isPending} fullWidth>
          Sign in
        </Button>
        <PageLink to="/reset-password" size="sm" ta="center">
          Forgot the password?
        </PageLink>
      </Stack>
    </form>
  )
}
