import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { workspaceQuery } from '../../api/workspaces.ts'
import { Gate } from '../../shell/gate.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { NameForm } from './name-form.tsx'
import { NewWorkspaceDialog } from './new-workspace-dialog.tsx'
import { TwoFactorSwitch } from './two-factor-switch.tsx'

/** What only owners may: the workspace itself. */
export function WorkspacePage() {
  return (
    <Gate right="workspace:manage">
      <WorkspaceSettings />
    </Gate>
  )
}

function WorkspaceSettings() {
  const query = useQuery(workspaceQuery)
  const [adding, setAdding] = useState(false)
  return (
    <Page title="Workspace" lead="For owners: its name, and what it asks of its members.">
      <Loaded query={query}>
        {(workspace) => (
          <Stack gap="xl">
            <NameForm key={workspace.name} workspace={workspace} />
            <TwoFactorSwitch workspace={workspace} />
            <Section
              title="Another workspace"
              lead="Nothing of this one is seen there: it has providers, tickets, members and tokens of its own. You become its owner, and switch at the top of the page."
              actions={
                <Button variant="default" onClick={() => setAdding(true)}>
                  New workspace
                </Button>
              }
            />
          </Stack>
        )}
      </Loaded>
      {adding && <NewWorkspaceDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}
