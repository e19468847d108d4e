import { Box, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { signIn } from '../../api/session.ts'
import { safeReturn } from '../../ui/address.ts'
import { Logo } from '../../ui/logo.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

export function SignInPage() {
  useDocumentTitle('Sign in · Crosstie')
  const { to } = useSearch({ from: '/sign-in' })
  const router = useRouter()
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: () => {
      // Nothing that another person has read may stay.
      queries.clear()
      router.history.push(safeReturn(to))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    entering.mutate({ email: email.trim(), password })
  }
  return (
    <Center component="main" mih="100dvh" p="md">
      <Box w="100%" maw={380}>
        <Stack align="center" gap="xs" mb="lg">
          <Logo size={44} />
          <Title order={1} size="h2">
            Sign in to Crosstie
          </Title>
          <Text c="dimmed" ta="center" size="sm">
            Findings become tickets, and what happens to them comes back.
          </Text>
        </Stack>
        <Paper withBorder p="lg" radius="md">
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
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
              <ProblemNote error={entering.error} />
              <Button type="submit" loading={entering.isPending} fullWidth>
                Sign in
              </Button>
            </Stack>
          </form>
        </Paper>
      </Box>
    </Center>
  )
}
