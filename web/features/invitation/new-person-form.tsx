import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { fieldErrors } from '../../api/problem.ts'
import { signInOptionsQuery } from '../../api/sign-in.ts'
import { NewPasswordInput } from '../../ui/new-password-input.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { SingleSignOnButton } from '../sign-in/single-sign-on-button.tsx'

interface FormProps {
  email: string
  busy: boolean
  error: unknown
  onAccept: (person: { name: string; password: string }) => void
}

/** Makes an account for whoever has none. Coming in by single sign-on accepts by itself. */
export function NewPersonForm({ email, busy, error, onAccept }: FormProps) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const oidc = useQuery(signInOptionsQuery).data?.oidc
  const errors = fieldErrors(error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onAccept({ name: name.trim(), password })
  }
  return (
    <Stack>
      {oidc && (
        <>
          <SingleSignOnButton name={oidc.name} to="/" />
          <Text size="sm" c="dimmed" ta="center">
            or with a password
          </Text>
        </>
      )}
      <form onSubmit={submit}>
        <Stack>
          <TextInput label="E-mail" type="email" autoComplete="username" readOnly value={email} />
          <TextInput
            label="Your name"
            description="As others will read it"
            autoComplete="name"
            required
            withAsterisk={false}
            maxLength={100}
            value={name}
            error={errors['name']}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NewPasswordInput
            label="Password"
            value={password}
            error={errors['password']}
            onChange={setPassword}
          />
          <RefusalNote error={error} shown={['name', 'password']} />
          <Button type="submit" loading={busy} disabled={!name.trim() || password === ''} fullWidth>
            Accept the invitation
          </Button>
        </Stack>
      </form>
    </Stack>
  )
}
