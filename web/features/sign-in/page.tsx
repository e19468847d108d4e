import { Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { signInOptionsQuery } from '../../api/sign-in.ts'
import { safeReturn } from '../../ui/address.ts'
import { Entrance } from '../../ui/entrance.tsx'
import { Note } from '../../ui/note.tsx'
import { CodeForm } from './code-form.tsx'
import { PasswordForm } from './password-form.tsx'
import { refusalWords } from './refusal-words.ts'
import { SingleSignOnButton } from './single-sign-on-button.tsx'

export function SignInPage() {
  const { to, error } = useSearch({ from: '/sign-in' })
  const router = useRouter()
  const queries = useQueryClient()
  const options = useQuery(signInOptionsQuery).data
  const [codeNeeded, setCodeNeeded] = useState(false)
  const back = safeReturn(to)
  const enter = () => {
    // Nothing that another person has read may stay.
    queries.clear()
    router.history.push(back)
  }
  if (codeNeeded) return <CodeForm onEntered={enter} onAnew={() => setCodeNeeded(false)} />
  return (
    <Entrance
      title="Sign in to Crosstie"
      lead="Findings become tickets, and what happens to them comes back."
    >
      <Stack>
        {error && (
          <Note tone="red" icon="alert" role="alert" title="You were not signed in">
            <Text size="sm">{refusalWords(error)}</Text>
          </Note>
        )}
        <PasswordForm onEntered={enter} onCodeNeeded={() => setCodeNeeded(true)} />
        {options?.oidc && (
          <>
            <Text size="sm" c="dimmed" ta="center">
              or
            </Text>
            <SingleSignOnButton name={options.oidc.name} to={back} />
          </>
        )}
      </Stack>
    </Entrance>
  )
}
