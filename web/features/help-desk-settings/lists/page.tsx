import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Gate } from '../../../shell/gate.tsx'
import { Page } from '../../../ui/page.tsx'
import { AddEntry } from '../entries/entry-buttons.tsx'
import { useEntryDialogs } from '../entries/use-entry-dialogs.tsx'
import { Customers } from './customers.tsx'
import { OrderedEntries } from './ordered-entries.tsx'

const tabs = [
  { list: 'types', label: 'Ticket types' },
  { list: 'statuses', label: 'Statuses' },
  { list: 'action-types', label: 'Action types' },
  { list: 'fields', label: 'Custom fields' },
  { list: 'customers', label: 'Customers' },
] as const

export function HelpDeskListsPage() {
  return (
    <Gate right="help-desk:manage">
      <HelpDeskLists />
    </Gate>
  )
}

function HelpDeskLists() {
  const search = useSearch({ from: '/shell/workspace/adminsettings/help-desk-lists' })
  const navigate = useNavigate({ from: '/workspace/adminsettings/help-desk-lists' })
  const list = tabs.find((tab) => tab.list === search.list)?.list ?? 'types'
  const dialogs = useEntryDialogs(list)
  return (
    <Page
      title="Help desk lists"
      lead="What agents choose from. What is removed stays on the tickets that have it."
      actions={<AddEntry dialogs={dialogs} />}
    >
      <Tabs
        value={list}
        keepMounted={false}
        onChange={(chosen) => void navigate({ search: chosen ? { list: chosen } : {} })}
      >
        <Tabs.List mb="lg" aria-label="Lists of the help desk">
          {tabs.map((tab) => (
            <Tabs.Tab key={tab.list} value={tab.list}>
              {tab.label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((tab) => (
          <Tabs.Panel key={tab.list} value={tab.list}>
            {tab.list === 'customers' ? (
              <Customers dialogs={dialogs} />
            ) : (
              <OrderedEntries list={tab.list} label={tab.label} dialogs={dialogs} />
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
      {dialogs.dialog}
    </Page>
  )
}
