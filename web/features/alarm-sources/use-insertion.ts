import { useRef, type FocusEvent } from 'react'
import type { SourceForm } from './source-form.ts'
import { inserted } from './values.ts'

interface Last {
  path: string
  input: HTMLInputElement | HTMLTextAreaElement
}

/** Remembers where the caret was last, and puts a field’s place there. */
export function useInsertion(form: SourceForm) {
  const last = useRef<Last | null>(null)
  const remember = (path: string) => ({
    onFocus: ({ currentTarget }: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      last.current = { path, input: currentTarget }
    },
  })
  function insert(field: string): void {
    if (!last.current?.input.isConnected) {
      form.setFieldValue('body', (body) => inserted(body, field, { from: body.length, to: body.length }).text)
      return
    }
    const { path, input } = last.current
    const from = input.selectionStart ?? input.value.length
    const { text, caret } = inserted(input.value, field, { from, to: input.selectionEnd ?? from })
    form.setFieldValue(path, text)
    // After React has drawn the new text, which moves the caret to its end.
    requestAnimationFrame(() => {
      input.focus()
      input.setSelectionRange(caret, caret)
    })
  }
  return { remember, insert }
}

export type Remember = ReturnType<typeof useInsertion>['remember']
