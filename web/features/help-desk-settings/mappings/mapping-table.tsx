import { ActionIcon, Button, Code, Group, Stack, Text } from '@mantine/core'
import type { FieldMapping, Mappings, TypeMapping } from '../../../api/instances.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Rows, type Row } from '../../../ui/rows.tsx'
import { fieldKindWords } from '../entries/words.ts'
import type { Deleted } from './delete-question.tsx'
import { shownValue } from './values.ts'
import { directionWords } from './words.ts'

interface TableProps {
  mappings: Mappings
  onChange: (mapping: FieldMapping) => void
  onDelete: (of: Deleted) => void
}

const columns = ['Mapping Type', 'Help desk', 'Jira', 'Direction', 'Values', 'Default', 'Actions']

export function MappingTable({ mappings: { fields, types }, onChange, onDelete }: TableProps) {
  const rows = [
    ...fields.map((mapping) => fieldRow(mapping, { onChange, onDelete })),
    ...types.map((mapping) => typeRow(mapping, onDelete)),
  ]
  return <Rows label="Custom mappings" columns={columns} rows={rows} />
}

function fieldRow(mapping: FieldMapping, { onChange, onDelete }: Omit<TableProps, 'mappings'>): Row {
  const { id, hubTitle, fieldName, fieldId, kind, comesBack, valuePairs, fallback } = mapping
  const title = `${hubTitle} to ${fieldName}`
  return {
    id,
    cells: [
      'Ticket',
      <Text key="here" span size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {hubTitle}
      </Text>,
      <Stack key="there" gap={2} style={{ overflowWrap: 'anywhere' }}>
        <Text span size="sm" fw={600}>
          {fieldName}
        </Text>
        <Text span size="xs" c="dimmed">
          {fieldKindWords[kind]} · <Code>{fieldId}</Code>
        </Text>
      </Stack>,
      directionWords(comesBack),
      <Pairs key="pairs" pairs={valuePairs} />,
      shownValue(fallback, kind === 'cascading' ? ' > ' : ', ') || 'None',
      <Group key="actions" gap={4} wrap="nowrap">
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Change ${title}`}
          onClick={() => onChange(mapping)}
        >
          Change
        </Button>
        <DeleteButton title={title} onClick={() => onDelete({ kind: 'mappings', id, title })} />
      </Group>,
    ],
  }
}

function typeRow({ id, typeName, issueType }: TypeMapping, onDelete: TableProps['onDelete']): Row {
  const title = `${typeName} to ${issueType}`
  return {
    id,
    cells: [
      'Ticket Type',
      <Text key="here" span size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {typeName}
      </Text>,
      <Text key="there" span size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {issueType}
      </Text>,
      'Sent once, comes back when it changes in Jira',
      null,
      null,
      <DeleteButton
        key="delete"
        title={title}
        onClick={() => onDelete({ kind: 'type-mappings', id, title })}
      />,
    ],
  }
}

const DeleteButton = ({ title, onClick }: { title: string; onClick: () => void }) => (
  <ActionIcon variant="subtle" color="gray" aria-label={`Delete ${title}`} onClick={onClick}>
    <Icon name="cross" size={16} />
  </ActionIcon>
)

const shown = 3

function Pairs({ pairs }: { pairs: FieldMapping['valuePairs'] }) {
  if (pairs.length === 0) return 'Equal names'
  return (
    <Stack gap={2} style={{ overflowWrap: 'anywhere' }}>
      {pairs.slice(0, shown).map(({ here, there }) => (
        <Text key={`${here} ${there}`} span size="sm">
          {here} ↔ {there}
        </Text>
      ))}
      {pairs.length > shown && (
        <Text span size="xs" c="dimmed">
          and {pairs.length - shown} more
        </Text>
      )}
    </Stack>
  )
}
