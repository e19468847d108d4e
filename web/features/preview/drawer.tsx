import { Drawer, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { previewQuery, type Preview, type PreviewTicket } from '../../api/explanations.ts'
import { useCover } from '../../ui/covered.ts'
import { ExplainedList } from '../../ui/explained-list.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { LoadingRows } from '../../ui/states.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'

/** What would be sent for a recommendation or a project, value by value with its reason. Sends nothing. */
export default function PreviewDrawer({ wanted, onClose }: { wanted: PreviewTicket; onClose: () => void }) {
  useCover()
  useFocusBack()
  const query = useQuery({ ...previewQuery(wanted), refetchOnWindowFocus: false })
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title="What would be sent">
      <Stack>
        <Loaded query={query} skeleton={<LoadingRows rows={6} />}>
          {(preview) => <PreviewBody preview={preview} />}
        </Loaded>
      </Stack>
    </Drawer>
  )
}

function PreviewBody({ preview: { connection, destination, explanation, held } }: { preview: Preview }) {
  return (
    <>
      <Text size="sm">
        In {connection.name}, at <b>{destination}</b>. Nothing is sent by looking at this.
      </Text>
      {held && (
        <Note tone="amber" icon="clock" title="It would wait">
          <Text size="sm">{held.because}</Text>
        </Note>
      )}
      <ExplainedList items={explanation} label="Values that would be sent" />
    </>
  )
}
