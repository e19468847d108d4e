import { Stack, Text } from '@mantine/core'
import { ButtonLink } from '../../ui/links.tsx'

/** For whoever has an account: what they accept becomes part of it. */
export function SignInFirst({ secret, email }: { secret: string; email: string }) {
  return (
    <Stack>
      <Text size="sm">
        There is an account with {email}. Sign in with it; then you come back here and accept.
      </Text>
      <ButtonLink to="/sign-in" search={{ to: `/invitation/${secret}` }} fullWidth>
        Sign in
      </ButtonLink>
    </Stack>
  )
}
