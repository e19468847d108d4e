import { Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { runQuery, type DiagnosticRunDetail } from '../../api/diagnostics.ts'
import { Gate } from '../../shell/gate.tsx'
import { FactList } from '../../ui/fact-list.tsx'
import { PageLink, TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { OnService } from './run-table.tsx'
import { runWords } from './words.ts'

export function DiagnosticRunPage() {
  const { alias } = useParams({ from: '/shell/diagnostics/$alias' })
  return (
    <Gate right="diagnostics:read">
      <Run alias={alias} />
    </Gate>
  )
}

function Run({ alias }: { alias: string }) {
  const query = useQuery(runQuery(alias))
  return (
    <Page
      title={query.data?.alias ?? alias}
      eyebrow={<TextLink to="/diagnostics">Diagnostics</TextLink>}
      lead="A diagnostic run, and what it says about the line."
    >
      <Loaded query={query}>
        {(run) => (
          <Stack gap="xl" maw={860}>
            <Facts run={run} />
            <Findings run={run} />
            <Tickets run={run} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Facts({ run }: { run: DiagnosticRunDetail }) {
  return (
    <Paper withBorder p="md" radius="md">
      <FactList
        facts={[
          { label: 'Status', value: <Pill {...runWords[run.status]} /> },
          { label: 'Kind', value: run.kind },
          { label: 'Service', value: run.service ? <OnService service={run.service} /> : 'None' },
          { label: 'Id', value: String(run.id) },
          { label: 'Began', value: run.startedAt && <Time at={run.startedAt} /> },
          { label: 'Ended', value: run.endedAt && <Time at={run.endedAt} /> },
          { label: 'Came in', value: <Time at={run.createdAt} /> },
          { label: 'Changed', value: run.updatedAt === run.createdAt ? null : <Time at={run.updatedAt} /> },
        ]}
      />
    </Paper>
  )
}

function Findings({ run: { findings } }: { run: DiagnosticRunDetail }) {
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        Findings
      </Title>
      {findings.length === 0 ? (
        <Text size="sm">The run says nothing about the line.</Text>
      ) : (
        <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
          {findings.map(({ category, text }, place) => (
            // Findings have no identity of their own, and are only replaced as a whole.
            // oxlint-disable-next-line react/no-array-index-key
            <Paper key={place} component="li" withBorder p="sm" radius="md">
              {category && (
                <Text size="sm" fw={600}>
                  {category}
                </Text>
              )}
              <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {text}
              </Text>
            </Paper>
          ))}
        </Stack>
      )}
    </section>
  )
}

const columns = ['Ticket', 'Status', 'Category', 'Operator', 'Opened']

function Tickets({ run: { tickets } }: { run: DiagnosticRunDetail }) {
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        Tickets
      </Title>
      {tickets.length === 0 ? (
        <Text size="sm">No ticket refers to this run.</Text>
      ) : (
        <Rows
          label="Tickets of this run"
          columns={columns}
          rows={tickets.map(({ id, alias, status, category, operator, createdAt }) => ({
            id,
            cells: [
              <PageLink key="alias" to="/desk/$alias" params={{ alias }} size="sm" fw={600}>
                {alias}
              </PageLink>,
              status,
              category,
              operator,
              <Time key="opened" at={createdAt} />,
            ],
          }))}
        />
      )}
    </section>
  )
}
