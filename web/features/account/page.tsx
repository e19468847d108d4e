import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { accountQuery, type Account } from '../../api/account.ts'
import { useMe } from '../../api/session.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Page } from '../../ui/page.tsx'
import { LeaveSection } from './leave-section.tsx'
import { NameSection } from './name-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { Sessions } from './sessions.tsx'
import { TwoFactorSection } from './two-factor-section.tsx'

// By its key it stays open, with the codes that are shown once, when it moves to its usual place.
const twoFactor = (account: Account) => <TwoFactorSection key="two-factor" account={account} />

/** A person’s own account; also where a workspace that asks for two-factor leads those who have none. */
export function AccountPage() {
  const { needsTwoFactor, workspace } = useMe()
  const query = useQuery(accountQuery)
  return (
    <Page title="Your account" lead={query.data?.email}>
      {needsTwoFactor && (
        <Note tone="amber" icon="lock" role="status" title={`${workspace.name} asks for two-factor`}>
          <Text size="sm">Switch it on here. Then everything in this workspace is open to you again.</Text>
        </Note>
      )}
      <Loaded query={query}>
        {(account) => (
          <Stack gap="xl">
            {needsTwoFactor && twoFactor(account)}
            <NameSection key={account.name} name={account.name} />
            <PasswordSection account={account} />
            {!needsTwoFactor && twoFactor(account)}
            <Sessions />
            <LeaveSection />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
