import { Group, List, Stack, Text } from '@mantine/core'
import type { ConnectionTestResult } from '../../api/connections.ts'
import { some } from '../../ui/amounts.ts'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Note } from '../../ui/note.tsx'
import { Day, Time } from '../../ui/time.tsx'
import classes from './test-result.module.css'

const enough = 12

export function TestResult({ result }: { result: ConnectionTestResult }) {
  const { ok, fault, account, rights, places, problems, needs } = result
  return (
    <Stack gap="md">
      {ok && (
        <Note tone="green" role="status" icon="check" title="The connection works">
          {account && (
            <Text size="sm">
              Signed in as {account.name}.
              {account.expiresAt && (
                <>
                  {' '}
                  The credential ends on <Day at={account.expiresAt} />.
                </>
              )}
              {account.sessionEndsAt && (
                <>
                  {' '}
                  The access token ends <Time at={account.sessionEndsAt} /> and is renewed by itself.
                </>
              )}
            </Text>
          )}
        </Note>
      )}
      {fault && <FaultNote fault={fault} title="The connection does not work" />}
      {!ok && !fault && (
        <Note tone="red" role="alert" icon="alert" title="Not ready yet">
          <Text size="sm">
            The tracker answers, but the integration user lacks a right that is needed: see below how to grant
            it, then test again.
          </Text>
        </Note>
      )}
      {problems.length > 0 && (
        <Note tone="amber" icon="alert" title="The default route does not fit yet">
          <List size="sm">
            {problems.map(({ field, message }) => (
              <List.Item key={field + message}>{message}</List.Item>
            ))}
          </List>
        </Note>
      )}
      {needs.length > 0 && (
        <Note tone="blue" icon="alert" title="The tracker requires more on the default route">
          <Text size="sm">
            Every ticket there needs a value for {needs.map(({ name }) => `“${name}”`).join(', ')}. The
            default route asks for it once the connection is active.
          </Text>
        </Note>
      )}
      <Rights rights={rights} />
      <Places places={places} />
    </Stack>
  )
}

function Rights({ rights }: Pick<ConnectionTestResult, 'rights'>) {
  if (rights.length === 0) return null
  return (
    <ul className={classes['rights']} aria-label="Rights of the integration user">
      {rights.map(({ right, granted, required, howToGrant }) => (
        <li key={right} className={classes['right']}>
          <span className={classes['mark']} data-tone={granted ? 'green' : required ? 'red' : 'amber'}>
            <Icon name={granted ? 'check' : 'cross'} size={14} />
          </span>
          <div>
            <Text size="sm">
              {right}
              <Text span size="sm" c="dimmed">
                {granted ? ' · granted' : required ? ' · missing' : ' · missing, not required'}
              </Text>
            </Text>
            {!granted && (
              <Text size="sm" c="dimmed">
                {howToGrant}
              </Text>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Where issues can go (A31); the first of many. */
function Places({ places }: Pick<ConnectionTestResult, 'places'>) {
  if (places.length === 0) return null
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {some(places.length, 'place')} available for issues
      </Text>
      <Group gap={6}>
        {places.slice(0, enough).map(({ value, label }) => (
          <span key={value} className={classes['place']}>
            {label}
          </span>
        ))}
        {places.length > enough && (
          <Text size="sm" c="dimmed">
            and {places.length - enough} more
          </Text>
        )}
      </Group>
    </div>
  )
}
