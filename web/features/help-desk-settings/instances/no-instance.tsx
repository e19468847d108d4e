import { ButtonLink } from '../../../ui/links.tsx'
import { Empty } from '../../../ui/states.tsx'

/** The first step, where the help desk has no Jira yet. */
export function NoInstance() {
  return (
    <Empty
      title="Jira is not connected"
      step={<ButtonLink to="/workspace/adminsettings/ticket-providers">Connect Jira</ButtonLink>}
    >
      Connect Jira, Cloud or Data Center, under Ticket Providers. It is the instance “Default” then, and the
      help desk’s tickets can be linked to its issues.
    </Empty>
  )
}
