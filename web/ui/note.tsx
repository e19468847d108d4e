import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import classes from './note.module.css'
import type { Tone } from './status.ts'

interface NoteProps {
  tone: Tone
  icon: IconName
  title?: ReactNode
  /** `alert` for what has just gone wrong, `status` for what changes by itself. */
  role?: 'alert' | 'status'
  children?: ReactNode
}

/** A box that asks for attention, in one of the tones of the statuses. */
export function Note({ tone, icon, title, role, children }: NoteProps) {
  return (
    <div className={classes['note']} data-tone={tone} role={role}>
      <Icon name={icon} />
      <div className={classes['what']}>
        {title && (
          <Text size="sm" fw={650} className={classes['title']}>
            {title}
          </Text>
        )}
        {children}
      </div>
    </div>
  )
}
