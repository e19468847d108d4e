import { Button, Group, Pill, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { categoryTone } from '../../../ui/status.ts'
import { Pill as StatusPill } from '../../../ui/status-badge.tsx'
import type { Category } from './additions.ts'
import classes from './status-category.module.css'

interface StatusCategoryProps {
  category: Category
  /** By the provider's table. */
  declared: string[]
  /** By the connection's own. */
  added: string[]
  busy: boolean
  onAdd: (name: string) => void
  onRemove: (name: string) => void
}

export function StatusCategory({ category, declared, added, busy, onAdd, onRemove }: StatusCategoryProps) {
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!name.trim()) return
    onAdd(name.trim())
    setName('')
  }
  return (
    <div className={classes['category']} role="group" aria-label={`Statuses that mean ${category}`}>
      <div>
        <StatusPill tone={categoryTone(category)} words={category} />
      </div>
      <div className={classes['names']}>
        <Text size="sm">{declared.join(', ') || 'none by the provider’s table'}</Text>
        {added.length > 0 && (
          <Group gap={6}>
            {added.map((own) => (
              <Pill
                key={own}
                withRemoveButton
                removeButtonProps={{
                  'aria-label': `Take ${own} out of ${category}`,
                  'aria-hidden': false,
                  tabIndex: 0,
                }}
                onRemove={() => onRemove(own)}
              >
                {own}
              </Pill>
            ))}
          </Group>
        )}
        <form onSubmit={submit} className={classes['add']}>
          <TextInput
            size="xs"
            aria-label={`Another status that means ${category}`}
            placeholder="Name of a status"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" variant="default" disabled={!name.trim() || busy}>
            Add to {category}
          </Button>
        </form>
      </div>
    </div>
  )
}
