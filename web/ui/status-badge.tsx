import { Text } from '@mantine/core'
import { categoryTone, deliveryWords, type Tone } from './status.ts'
import classes from './status-badge.module.css'

export function Pill({ tone, words, hint }: { tone: Tone; words: string; hint?: string }) {
  return (
    <span className={classes['badge']} data-tone={tone} title={hint}>
      <span className={classes['dot']} aria-hidden />
      <span className={classes['word']}>{words}</span>
    </span>
  )
}

interface StatusProps {
  category: string
  /** The tracker's own word, where there is one; otherwise the hub's status. */
  word: string | null
}

/** The colour of the category with the raw word; the category is named too where the words differ. */
export function StatusBadge({ category, word }: StatusProps) {
  const raw = word ?? category
  const same = raw.trim().toLowerCase() === category.toLowerCase()
  return (
    <span className={classes['pair']}>
      <Pill tone={categoryTone(category)} words={raw} />
      {!same && (
        <Text span size="xs" c="dimmed">
          {category}
        </Text>
      )}
    </span>
  )
}

/** Shown only while the ticket is not where it should be. */
export function DeliveryBadge({ state, hint }: { state: string | undefined; hint?: string | null }) {
  const standing = state ? deliveryWords(state) : null
  return standing && <Pill tone={standing.tone} words={standing.words} {...(hint ? { hint } : {})} />
}
