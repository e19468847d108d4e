import { Paper, Stack, Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { FactList } from './fact-list.tsx'
import classes from './rows.module.css'
import { useNarrow } from './use-narrow.ts'

export interface Row {
  id: string
  /** One for each column. */
  cells: ReactNode[]
  /** No longer part of the list. */
  faded?: boolean
}

interface RowsProps {
  label: string
  columns: string[]
  rows: Row[]
  /** The first column stays in sight when the others are scrolled. */
  keepsFirst?: boolean
}

/** A table that scrolls sideways by itself, by keyboard too; where there is no room for one, cards. */
export function Rows({ label, columns, rows, keepsFirst = false }: RowsProps) {
  const narrow = useNarrow()
  if (narrow) return <Cards label={label} columns={columns} rows={rows} />
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className={classes['wide']}
      data-keeps-first={keepsFirst}
    >
      <Table verticalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col" className={classes['head']}>
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ id, cells, faded = false }) => (
            <Table.Tr key={id} className={classes['row']} data-faded={faded}>
              {columns.map((column, index) => (
                <Table.Td key={column} className={classes['cell']}>
                  {cells[index]}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Cards({ label, columns, rows }: RowsProps) {
  return (
    <Stack component="ul" aria-label={label} gap="sm" m={0} p={0} className={classes['cards']}>
      {rows.map(({ id, cells }) => (
        <Paper key={id} component="li" withBorder p="sm" radius="md">
          <FactList facts={columns.map((column, index) => ({ label: column, value: cells[index] }))} />
        </Paper>
      ))}
    </Stack>
  )
}
