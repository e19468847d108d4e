import type { Connection } from '../../../api/connections.ts'
import { FaultNote } from '../../../ui/fault-note.tsx'
import { CredentialBanner } from './credential-banner.tsx'
import { PausedBanner } from './paused-banner.tsx'

interface BannersProps {
  connection: Connection
  mayManage: boolean
  onReplaceCredential: () => void
}

/** What the connection needs from a person. */
export function ConnectionBanners({ connection, mayManage, onReplaceCredential }: BannersProps) {
  const { paused, sync, credential, state } = connection
  // The steps end with Save & Activate: a connection that is only followed is not brought back by the way.
  const onReplace = mayManage && state === 'active' ? onReplaceCredential : undefined
  return (
    <>
      {paused && (
        <PausedBanner
          connection={connection}
          paused={paused}
          mayManage={mayManage}
          onReplace={credential.warnDays === null ? onReplace : undefined}
        />
      )}
      {!paused && sync.fault && (
        <FaultNote fault={sync.fault} title="The last reading of statuses failed" tone="amber" />
      )}
      {credential.warnDays !== null && credential.endsAt !== null && (
        <CredentialBanner
          days={credential.warnDays}
          endsAt={credential.endsAt}
          isFollowed={state === 'following'}
          onReplace={onReplace}
        />
      )}
    </>
  )
}
