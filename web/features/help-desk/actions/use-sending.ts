import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { addAction, addFile, type NewAction } from '../../../api/help-desk-actions.ts'
import { newKey } from '../../create-ticket/new-key.ts'

interface Sent {
  action: NewAction & { visibility: NonNullable<NewAction['visibility']> }
  files: File[]
}

/** Writes the action and then its files. What is stored already is not sent again by another try. */
export function useSending(ticketId: string, onDone: () => void) {
  const queries = useQueryClient()
  const key = useRef(newKey())
  const fileKeys = useRef(new Map<File, string>())
  const stored = useRef(new Set<File>())
  const [actionId, setActionId] = useState<string>()
  const sending = useMutation({
    mutationFn: async ({ action, files }: Sent) => {
      const id = actionId ?? (await addAction(ticketId, { action, key: key.current })).id
      setActionId(id)
      for (const file of files.filter((one) => !stored.current.has(one))) {
        // The same key with each try: an upload whose answer was lost is not stored twice.
        const fileKey = fileKeys.current.get(file) ?? newKey()
        fileKeys.current.set(file, fileKey)
        await addFile(ticketId, { file, visibility: action.visibility, actionId: id, key: fileKey })
        stored.current.add(file)
      }
    },
    onSuccess: () => {
      key.current = newKey()
      stored.current.clear()
      fileKeys.current.clear()
      setActionId(undefined)
      onDone()
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['tickets'] }),
  })
  return { sending, isStored: actionId !== undefined && !sending.isPending }
}
