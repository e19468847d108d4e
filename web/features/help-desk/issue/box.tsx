import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery, type UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { issueBoxQuery, type IssueBox } from '../../../api/issue-links.ts'
import { useAllowed } from '../../../api/session.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { LoadingRows } from '../../../ui/states.tsx'
import { trackerName } from '../tracker-name.ts'
import { CreateIssueDialog } from './create-dialog.tsx'
import { isUnderWay } from './under-way.ts'
import { LinkDialog } from './link-dialog.tsx'
import { LinkedIssue } from './linked-issue.tsx'
import { UnlinkQuestion } from './unlink-question.tsx'

type Sync = UseMutationResult<unknown, Error, void> | null
type Step = 'create' | 'link' | 'unlink' | null

interface BoxProps {
  ticket: SupportTicket
  /** Absent for those who may only look. */
  sync: Sync
  step: Step
  onStep: (step: Step) => void
}

/** The Jira box: only on tickets of a type that is synced, or that have an issue (C38, CX21). */
export function JiraBox({ ticket, sync, step, onStep }: BoxProps) {
  const query = useQuery(issueBoxQuery(ticket.id))
  const box = query.data
  if (box && !box.allowed && !ticket.link) return null
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-labelledby="jira-box">
      <Title order={2} size="h4" mb="sm" id="jira-box">
        Jira
      </Title>
      <Loaded query={query} skeleton={<LoadingRows rows={2} height={30} />}>
        {(known) => (
          <>
            {ticket.link ? (
              <LinkedIssue ticket={ticket} link={ticket.link} box={known} sync={sync} onStep={onStep} />
            ) : (
              <NoIssue ticket={ticket} box={known} onStep={onStep} />
            )}
            <Steps ticket={ticket} box={known} step={step} onClose={() => onStep(null)} />
          </>
        )}
      </Loaded>
    </Paper>
  )
}

function NoIssue({ ticket, box, onStep }: Omit<BoxProps, 'sync' | 'step'> & { box: IssueBox }) {
  const mayWrite = useAllowed('help-desk:write')
  if (isUnderWay(ticket)) return <Text size="sm">An issue is being created. It appears here.</Text>
  const place = box.place.map(({ name, value }) => `${name} ${value}`).join(', ')
  // Without a clear instance one can still be chosen for linking.
  const mayLink = box.because === null || box.instances.length > 1
  return (
    <Stack gap="sm">
      <Text size="sm">This ticket has no issue.</Text>
      {box.because ? (
        <Text size="sm" c="dimmed">
          {box.because}
        </Text>
      ) : (
        place && (
          <Text size="sm" c="dimmed">
            A new one would go to {trackerName(box.instance?.name ?? 'Default')}: {place}.
          </Text>
        )
      )}
      {mayWrite && (
        <Group gap="xs">
          <Button size="sm" disabled={box.because !== null} onClick={() => onStep('create')}>
            Create issue
          </Button>
          <Button size="sm" variant="default" disabled={!mayLink} onClick={() => onStep('link')}>
            Link existing issue
          </Button>
        </Group>
      )}
    </Stack>
  )
}

interface StepsProps {
  ticket: SupportTicket
  box: IssueBox
  step: Step
  onClose: () => void
}

function Steps({ ticket, box, step, onClose }: StepsProps) {
  if (step === 'create') return <CreateIssueDialog ticket={ticket} onClose={onClose} />
  if (step === 'link') return <LinkDialog ticket={ticket} box={box} onClose={onClose} />
  if (step === 'unlink' && ticket.link) {
    return <UnlinkQuestion ticket={ticket} link={ticket.link} onClose={onClose} />
  }
  return null
}

/** Which of the box’s dialogs is open: other parts of the page open them too. */
export function useIssueStep() {
  return useState<Step>(null)
}
