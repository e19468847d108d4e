import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { Actions } from '../actions/actions.tsx'
import { Files } from '../files/files.tsx'
import { History } from './history.tsx'

/** What people write, their files, and what happened. The open one stands in the address. */
export function WorkTabs({ ticket, className }: { ticket: SupportTicket; className: string }) {
  const { tab } = useSearch({ from: '/shell/help-desk/$alias' })
  const navigate = useNavigate({ from: '/help-desk/$alias' })
  const open = tab === 'files' || tab === 'history' ? tab : 'actions'
  const show = (wanted: string | null) =>
    void navigate({
      search: wanted === 'actions' || !wanted ? {} : { tab: wanted },
      replace: true,
      resetScroll: false,
    })
  return (
    <Tabs className={className} value={open} onChange={show} keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="actions">Actions</Tabs.Tab>
        <Tabs.Tab value="files">Files</Tabs.Tab>
        <Tabs.Tab value="history">History</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="actions">
        <Actions ticket={ticket} />
      </Tabs.Panel>
      <Tabs.Panel value="files">
        <Files ticket={ticket} />
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <History ticketId={ticket.id} />
      </Tabs.Panel>
    </Tabs>
  )
}
