import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { explanationQuery } from '../../api/explanations.ts'
import { ExplainedList } from '../../ui/explained-list.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { LoadingRows } from '../../ui/states.tsx'
import classes from './why-section.module.css'

/** Every value that was sent or taken over, with its reason. Read only once it is opened. */
export function WhySection({ ticketId }: { ticketId: string }) {
  const [opened, setOpened] = useState(false)
  return (
    <details className={classes['why']} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>Why? Each value, and the reason for it</summary>
      {opened && <Reasons ticketId={ticketId} />}
    </details>
  )
}

function Reasons({ ticketId }: { ticketId: string }) {
  const query = useQuery(explanationQuery(ticketId))
  return (
    <Loaded query={query} skeleton={<LoadingRows rows={4} />}>
      {({ state, sent, taken }) => (
        <>
          <h3>{state === 'sent' ? 'What was sent' : 'What would be sent now'}</h3>
          {sent.length > 0 ? (
            <ExplainedList items={sent} label="Values sent" />
          ) : (
            <Text size="sm" c="dimmed">
              Nothing was sent: the ticket was linked to an issue that existed.
            </Text>
          )}
          {taken.length > 0 && (
            <>
              <h3>What was taken over from the tracker</h3>
              <ExplainedList items={taken} label="Values taken over" />
            </>
          )}
        </>
      )}
    </Loaded>
  )
}
