import { Paper } from '@mantine/core'
import { Gate } from '../../../shell/gate.tsx'
import { TextLink } from '../../../ui/links.tsx'
import { Page } from '../../../ui/page.tsx'
import { NewServiceTicketForm } from './form.tsx'

export function NewServiceTicketPage() {
  return (
    <Gate right="tickets:create">
      <Page
        title="New ticket for a partner"
        lead="For a partner who calls. It is told of the ticket as if its own program had opened it."
        eyebrow={
          <>
            <TextLink to="/desk">Desk</TextLink> / New
          </>
        }
      >
        <Paper withBorder p={{ base: 'sm', sm: 'lg' }} radius="md" maw={820}>
          <NewServiceTicketForm />
        </Paper>
      </Page>
    </Gate>
  )
}
