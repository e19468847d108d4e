import { ActionIcon, Anchor, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { contentPath, removeFile, type SupportAttachment } from '../../../api/help-desk-actions.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { downloadOf } from '../../../ui/download.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Rows } from '../../../ui/rows.tsx'
import { Pill } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import { sizeWords, visibilityWords } from '../words.ts'

interface FileTableProps {
  ticketId: string
  files: SupportAttachment[]
  mayWrite: boolean
}

export function FileTable({ ticketId, files, mayWrite }: FileTableProps) {
  const [deleting, setDeleting] = useState<SupportAttachment | null>(null)
  const rows = files.map((file) => ({
    id: file.id,
    cells: [
      <Anchor
        key="name"
        size="sm"
        {...downloadOf(contentPath(ticketId, file.id), file.name)}
        style={{ overflowWrap: 'anywhere' }}
      >
        {file.name}
      </Anchor>,
      sizeWords(file.size),
      <Pill key="visibility" {...visibilityWords[file.visibility]} />,
      file.author,
      <Time key="at" at={file.at} />,
      mayWrite && (
        <ActionIcon
          key="delete"
          variant="subtle"
          color="gray"
          aria-label={`Delete ${file.name}`}
          onClick={() => setDeleting(file)}
        >
          <Icon name="trash" size={16} />
        </ActionIcon>
      ),
    ],
  }))
  return (
    <>
      <Rows label="Files" columns={['File', 'Size', 'Visibility', 'By', 'Added', 'Delete']} rows={rows} />
      {deleting && <DeleteFile ticketId={ticketId} file={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}

interface DeleteFileProps {
  ticketId: string
  file: SupportAttachment
  onClose: () => void
}

function DeleteFile({ ticketId, file, onClose }: DeleteFileProps) {
  const queries = useQueryClient()
  const deleting = useMutation({
    mutationFn: () => removeFile(ticketId, file.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['tickets', 'desk-files', ticketId] })
      onClose()
    },
  })
  return (
    <Confirm
      danger
      title={`Delete “${file.name}”?`}
      confirm="Delete"
      busy={deleting.isPending}
      error={deleting.error}
      onConfirm={() => deleting.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">
        The file goes for good; the history says that it was there. A copy that was sent to Jira stays there.
      </Text>
    </Confirm>
  )
}
