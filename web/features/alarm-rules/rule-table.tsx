import { Stack, Text } from '@mantine/core'
import type { AlarmRule } from '../../api/alarm-rules.ts'
import { PageLink } from '../../ui/links.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { priorityWords } from '../ticket/words.ts'
import { EnabledSwitch } from './enabled-switch.tsx'
import { OrderButtons } from './order-buttons.tsx'
import { useOrdering } from './use-ordering.ts'
import { waitInWords } from './words.ts'

const columns = ['Order', 'Rule', 'Wait', 'Priority', 'Waiting now', 'On']

export function RuleTable({ rules }: { rules: AlarmRule[] }) {
  const ordering = useOrdering(rules)
  const rows = rules.map((rule, index) => ({
    id: rule.id,
    cells: [
      <OrderButtons
        key="order"
        name={rule.name}
        place={index + 1}
        of={rules.length}
        onMove={(by) => ordering.move(rule.id, by)}
      />,
      <What key="what" rule={rule} />,
      waitInWords(rule.waitSeconds),
      priorityWords[rule.ticket.priority],
      rule.waiting > 0 ? <Pill key="waiting" tone="amber" words={String(rule.waiting)} /> : 'None',
      <EnabledSwitch key="on" rule={rule} />,
    ],
  }))
  return (
    <>
      <ProblemNote error={ordering.error} />
      <Rows label="Alarm rules" columns={columns} rows={rows} />
    </>
  )
}

function What({ rule: { id, name, scope, problem } }: { rule: AlarmRule }) {
  return (
    <Stack gap={4} style={{ overflowWrap: 'anywhere' }} miw={{ base: 0, sm: 260 }}>
      <PageLink to="/workspace/adminsettings/alarm-rules/$id" params={{ id }} size="sm" fw={600}>
        {name}
      </PageLink>
      <Text size="sm">{scope}</Text>
      {problem && (
        <Stack gap={2} align="flex-start">
          <Pill tone="red" words="Cannot create tickets" />
          <Text size="sm">{problem}</Text>
        </Stack>
      )}
    </Stack>
  )
}
