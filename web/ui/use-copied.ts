import { useState } from 'react'

const shownFor = 2_000

/**
 * Copies a text, and tells for a moment that it did. Over plain http browsers offer no clipboard:
 * there is then no `copy`, and the text is selected by hand.
 */
export function useCopied(text: string): { copied: boolean; copy: (() => void) | undefined } {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), shownFor)
  }
  // Typed as always there, but absent outside secure contexts.
  return { copied, copy: window.isSecureContext ? () => void copy() : undefined }
}
