import { Paper } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { orderedListQuery } from '../../../api/help-desk-lists.ts'
import { Gate } from '../../../shell/gate.tsx'
import { TextLink } from '../../../ui/links.tsx'
import { Page } from '../../../ui/page.tsx'
import { Failed, LoadingRows } from '../../../ui/states.tsx'
import { NewDeskTicketForm } from './form.tsx'

export function NewDeskTicketPage() {
  return (
    <Gate right="help-desk:write">
      <Page
        title="New help-desk ticket"
        eyebrow={
          <>
            <TextLink to="/help-desk">Help desk</TextLink> / New
          </>
        }
      >
        <Paper withBorder p={{ base: 'sm', sm: 'lg' }} radius="md" maw={820}>
          <Known />
        </Paper>
      </Page>
    </Gate>
  )
}

function Known() {
  const [types, fields] = useQueries({ queries: [orderedListQuery('types'), orderedListQuery('fields')] })
  const error = types.error ?? fields.error
  if (types.data && fields.data) return <NewDeskTicketForm types={types.data} fields={fields.data} />
  if (!error) return <LoadingRows rows={6} height={58} />
  const retry = () => void Promise.all([types.refetch(), fields.refetch()])
  return <Failed error={error} retry={retry} />
}
