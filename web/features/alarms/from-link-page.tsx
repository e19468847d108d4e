import { Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { linkedAlarmQuery, type AlarmsTaken } from '../../api/alarms.ts'
import { hasStatus } from '../../api/problem.ts'
import { Gate } from '../../shell/gate.tsx'
import { Icon } from '../../ui/icon.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Page } from '../../ui/page.tsx'
import { LoadingRows } from '../../ui/states.tsx'

/** Where the menu of a console leads: it takes the alarm in and opens it, ready for its ticket. */
export function FromLinkPage() {
  return (
    <Gate right="alarms:read">
      <FromLink />
    </Gate>
  )
}

function FromLink() {
  const { link = '' } = useSearch({ from: '/shell/alarms/from-link' })
  const query = useQuery(linkedAlarmQuery(link))
  const refusal = hasStatus(query.error, 422) ? query.error.problem : undefined
  return (
    <Page title="Alarm from a console" eyebrow={<TextLink to="/alarms">Alarms</TextLink>}>
      {refusal ? (
        <Refused errors={refusal.errors ?? []} />
      ) : (
        <Loaded query={query} skeleton={<LoadingRows rows={3} />}>
          {(taken) => <Taken taken={taken} />}
        </Loaded>
      )}
    </Page>
  )
}

function Taken({ taken: { items, warnings } }: { taken: AlarmsTaken }) {
  const said = warnings.join(' ')
  useEffect(() => {
    if (!said) return
    notifications.show({
      id: said,
      color: 'yellow.8',
      icon: <Icon name="alert" />,
      autoClose: 12_000,
      title: 'The alarm was taken, but looks odd',
      message: said,
    })
  }, [said])
  const id = items[0]?.id
  return id && <Navigate to="/alarms/$id" params={{ id }} search={{ dialog: 'ticket' }} replace />
}

function Refused({ errors }: { errors: { field: string; message: string }[] }) {
  return (
    <Note tone="red" role="alert" icon="alert" title="The link does not say which alarm it is about">
      <Stack gap="xs">
        <ul style={{ margin: 0, paddingInlineStart: '1.2rem' }}>
          {errors.map(({ field, message }) => (
            <Text key={field} size="sm" component="li" style={{ overflowWrap: 'anywhere' }}>
              <strong>{field}</strong> – {message}
            </Text>
          ))}
        </ul>
        <Text size="sm">
          Nothing was stored. The console’s menu entry has to be as the page{' '}
          <TextLink to="/alarms">Alarms</TextLink> offers it.
        </Text>
      </Stack>
    </Note>
  )
}
