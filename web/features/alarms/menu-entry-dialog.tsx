import { Modal, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { hyperlinkQuery } from '../../api/alarms.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { LoadingRows } from '../../ui/states.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import { entryIdIn } from './entry-id.ts'

/** What adds “Create Ticket” to the alarm menu of a DataMiner console (B16, BX27). */
export function MenuEntryDialog({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('1')
  const [id, setId] = useState(1)
  const query = useQuery(hyperlinkQuery(id))
  const narrow = useNarrow()
  useFocusBack()
  const type = (text: string) => {
    setTyped(text)
    setId((before) => entryIdIn(text) ?? before)
  }
  return (
    <Modal opened onClose={onClose} title="DataMiner menu entry" size="xl" fullScreen={narrow}>
      <Stack>
        <Text size="sm">
          It adds “Create Ticket” to the menu of an alarm in DataMiner, which opens the alarm here.
        </Text>
        <TextInput
          label="Entry id"
          description="A number that no other entry of the file has."
          inputMode="numeric"
          maw={240}
          value={typed}
          error={entryIdIn(typed) === null && 'A whole number from 1 to 1,000,000'}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <Loaded query={query} skeleton={<LoadingRows rows={2} height={110} />}>
          {({ xml, url }) => (
            <>
              <div>
                <CopyBlock label="Entry" text={xml} />
                <Text size="sm" c="dimmed" mt={4}>
                  It goes into the file Hyperlinks.xml of the DataMiner system; if the file has entries
                  already, only the HyperLink element goes in beside them.
                </Text>
              </div>
              <div>
                <CopyBlock label="Address" text={url} />
                <Text size="sm" c="dimmed" mt={4}>
                  It goes wherever DataMiner opens a web address for an alarm and fills in the words in
                  brackets.
                </Text>
              </div>
            </>
          )}
        </Loaded>
      </Stack>
    </Modal>
  )
}
