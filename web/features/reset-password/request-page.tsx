import { Button, Code, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { fieldErrors } from '../../api/problem.ts'
import { requestPasswordReset, signInOptionsQuery } from '../../api/sign-in.ts'
import { Entrance } from '../../ui/entrance.tsx'
import { PageLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { LoadingRows } from '../../ui/states.tsx'

/** Asks for a link by mail; where the hub has no mail server, says who else has one. */
export function ForgottenPasswordPage() {
  const options = useQuery(signInOptionsQuery)
  return (
    <Entrance title="Forgot the password?">
      <Stack>
        <Loaded query={options} skeleton={<LoadingRows rows={2} />}>
          {({ mail }) => (mail ? <RequestForm /> : <WithoutMail />)}
        </Loaded>
        <PageLink to="/sign-in" size="sm" ta="center">
          Back to signing in
        </PageLink>
      </Stack>
    </Entrance>
  )
}

function WithoutMail() {
  return (
    <Note tone="amber" icon="mail" title="This hub sends no mail">
      <Text size="sm">
        Ask whoever runs it for a link to a new password. On its machine they make one with{' '}
        <Code>crosstie people reset-password</Code> and your e-mail address.
      </Text>
    </Note>
  )
}

function RequestForm() {
  const [email, setEmail] = useState('')
  const asking = useMutation({ mutationFn: requestPasswordReset })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    asking.mutate(email.trim())
  }
  if (asking.data) {
    return (
      <Note tone="green" icon="mail" role="status" title="Look into your mailbox">
        <Text size="sm">
          {asking.data.detail} The link works once, within an hour. Nothing there? Look among the unwanted
          mail, then ask again in a while.
        </Text>
      </Note>
    )
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="E-mail"
          description="A link with which you set a new password is sent to it."
          type="email"
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
          value={email}
          error={fieldErrors(asking.error)['email']}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <RefusalNote error={asking.error} shown={['email']} />
        <Button type="submit" loading={asking.isPending} fullWidth>
          Send the link
        </Button>
      </Stack>
    </form>
  )
}
