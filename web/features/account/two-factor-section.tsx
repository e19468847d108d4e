import { Button, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { Account } from '../../api/account.ts'
import { Section } from '../../ui/section.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { DisableDialog } from './disable-dialog.tsx'
import { NewCodesDialog } from './new-codes-dialog.tsx'

// With it comes what draws the picture.
const SetUpDialog = lazy(() => import('./set-up-dialog.tsx'))

type Asked = 'set-up' | 'codes' | 'disable'

export function TwoFactorSection({ account: { hasPassword, twoFactor } }: { account: Account }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  if (!hasPassword) {
    return (
      <Section title="Two-factor">
        <Text size="sm">
          You sign in by single sign-on: the second factor is a matter of your identity provider.
        </Text>
      </Section>
    )
  }
  const actions = twoFactor ? (
    <>
      <Button variant="default" onClick={() => setAsked('codes')}>
        New backup codes
      </Button>
      <Button variant="default" onClick={() => setAsked('disable')}>
        Switch off
      </Button>
    </>
  ) : (
    <Button onClick={() => setAsked('set-up')}>Switch on</Button>
  )
  return (
    <Section
      title="Two-factor"
      lead="Signing in with the password then asks for a code of an app on your phone, too: a password that somebody has learned is not enough."
      actions={actions}
    >
      <div>
        <Pill tone={twoFactor ? 'green' : 'grey'} words={twoFactor ? 'On' : 'Off'} />
      </div>
      <Suspense>{asked === 'set-up' && <SetUpDialog onClose={close} />}</Suspense>
      {asked === 'codes' && <NewCodesDialog onClose={close} />}
      {asked === 'disable' && <DisableDialog onClose={close} />}
    </Section>
  )
}
