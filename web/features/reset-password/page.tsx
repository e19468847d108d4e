import { Button, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { fieldErrors } from '../../api/problem.ts'
import { resetPassword } from '../../api/sign-in.ts'
import { Entrance } from '../../ui/entrance.tsx'
import { ButtonLink, PageLink } from '../../ui/links.tsx'
import { NewPasswordInput } from '../../ui/new-password-input.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'

/** Where the link of a forgotten password leads to. */
export function ResetPasswordPage() {
  const { token } = useParams({ from: '/reset-password/$token' })
  const [password, setPassword] = useState('')
  const [done, setDone] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const setting = useMutation({
    mutationFn: () => resetPassword({ token, password }),
    onSuccess: () => {
      queries.clear()
      setDone(true)
    },
  })
  if (done) {
    return (
      <Entrance title="Your password is changed" lead="You were signed out everywhere.">
        <ButtonLink to="/sign-in" replace fullWidth>
          Sign in with it
        </ButtonLink>
      </Entrance>
    )
  }
  const errors = fieldErrors(setting.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setting.mutate()
  }
  return (
    <Entrance title="Set a new password" lead="All your sessions end with it.">
      <form onSubmit={submit}>
        <Stack>
          <NewPasswordInput
            label="New password"
            autoFocus
            value={password}
            error={errors['password']}
            onChange={setPassword}
          />
          <RefusalNote error={setting.error} shown={['password']} />
          {errors['token'] && (
            <Button variant="default" onClick={() => void navigate({ to: '/reset-password', replace: true })}>
              Ask for a new link
            </Button>
          )}
          <Button type="submit" loading={setting.isPending} disabled={password === ''} fullWidth>
            Set the password
          </Button>
          <PageLink to="/sign-in" size="sm" ta="center">
            Back to signing in
          </PageLink>
        </Stack>
      </form>
    </Entrance>
  )
}
