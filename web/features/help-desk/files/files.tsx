import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type DragEvent } from 'react'
import { addFile, filesQuery, type Visibility } from '../../../api/help-desk-actions.ts'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { useAllowed } from '../../../api/session.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { messageOf } from '../../../api/problem.ts'
import { newKey } from '../../create-ticket/new-key.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { LoadingRows } from '../../../ui/states.tsx'
import { readersOf } from '../actions/readers.ts'
import { useInstance } from '../ticket/use-hints.ts'
import { mostFileBytes, mostFileWords, visibilityChoices } from '../words.ts'
import { FileTable } from './file-table.tsx'
import classes from './files.module.css'

export function Files({ ticket }: { ticket: SupportTicket }) {
  const mayWrite = useAllowed('help-desk:write')
  const query = useInfiniteQuery(filesQuery(ticket.id))
  return (
    <Stack gap="md">
      {mayWrite && <Upload ticket={ticket} />}
      <Loaded query={query} skeleton={<LoadingRows rows={3} />}>
        {({ pages }) => {
          const files = pages.flatMap((page) => page.items)
          if (files.length > 0) return <FileTable ticketId={ticket.id} files={files} mayWrite={mayWrite} />
          return (
            <Text size="sm" c="dimmed">
              No files yet.
            </Text>
          )
        }}
      </Loaded>
      {query.hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Load later ones
        </Button>
      )}
    </Stack>
  )
}

/** Which of several files it was that was not stored, and why: those before it are. */
async function store(ticketId: string, of: { file: File; visibility: Visibility }): Promise<void> {
  await addFile(ticketId, { ...of, key: newKey() }).catch((error: unknown) => {
    throw new Error(`“${of.file.name}” was not stored: ${messageOf(error)}`, { cause: error })
  })
}

function Upload({ ticket }: { ticket: SupportTicket }) {
  const queries = useQueryClient()
  const instance = useInstance(ticket)
  const input = useRef<HTMLInputElement>(null)
  const [visibility, setVisibility] = useState<Visibility>('internal')
  const [over, setOver] = useState(false)
  const uploading = useMutation({
    mutationFn: async (files: File[]) => {
      const large = files.find(({ size }) => size > mostFileBytes)
      if (large) throw new Error(`“${large.name}” is larger than ${mostFileWords}. Nothing was stored.`)
      for (const file of files) await store(ticket.id, { file, visibility })
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['tickets', 'desk-files', ticket.id] }),
  })
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    uploading.mutate([...event.dataTransfer.files])
  }
  return (
    <div
      className={classes['drop']}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          uploading.mutate([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <Group gap="sm">
        <Button
          variant="light"
          size="sm"
          leftSection={<Icon name="file" size={16} />}
          loading={uploading.isPending}
          onClick={() => input.current?.click()}
        >
          Add files
        </Button>
        <NativeSelect
          aria-label="Visibility of the files"
          data={visibilityChoices}
          value={visibility}
          onChange={(event) => setVisibility(event.currentTarget.value as Visibility)}
        />
        <Text size="sm" c="dimmed">
          or drop them here, {mostFileWords} each at most
        </Text>
      </Group>
      <Text size="sm" role="status">
        {readersOf({ visibility, isFile: true }, { ticket, instance })}
      </Text>
      <ProblemNote error={uploading.error} withFields />
    </div>
  )
}
