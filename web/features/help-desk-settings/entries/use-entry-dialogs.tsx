import { useState, type ReactNode } from 'react'
import type { HelpDeskList } from '../../../api/help-desk-lists.ts'
import { EntryDialog } from './entry-dialog.tsx'
import { RemoveQuestion } from './remove-question.tsx'
import type { Entry } from './values.ts'

type Open = { what: 'add' } | { what: 'change' | 'remove'; entry: Entry }

export interface EntryDialogs {
  list: HelpDeskList
  add: () => void
  change: (entry: Entry) => void
  remove: (entry: Entry) => void
  isOpen: boolean
  /** To be drawn once, beside the list. */
  dialog: ReactNode
}

/** The dialogs of one list; one is open at a time. */
export function useEntryDialogs(list: HelpDeskList): EntryDialogs {
  const [open, setOpen] = useState<Open | null>(null)
  const onClose = () => setOpen(null)
  return {
    list,
    add: () => setOpen({ what: 'add' }),
    change: (entry) => setOpen({ what: 'change', entry }),
    remove: (entry) => setOpen({ what: 'remove', entry }),
    isOpen: open !== null,
    dialog:
      open?.what === 'remove' ? (
        <RemoveQuestion list={list} entry={open.entry} onClose={onClose} />
      ) : (
        open && (
          <EntryDialog
            list={list}
            entry={open.what === 'change' ? open.entry : undefined}
            onClose={onClose}
          />
        )
      ),
  }
}
