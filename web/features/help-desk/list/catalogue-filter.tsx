import { Box } from '@mantine/core'
import { useState } from 'react'
import { CatalogueSelect, type Choice } from '../fields/catalogue-select.tsx'

interface CatalogueFilterProps {
  label: string
  all: string
  catalogue: 'products' | 'customers'
  /** An id, or `none`. */
  value: string | undefined
  /** Entries that are shown elsewhere on the page: the address has only the id. */
  known: (Choice | null)[]
  onChange: (id: string) => void
}

export function CatalogueFilter({ label, all, catalogue, value, known, onChange }: CatalogueFilterProps) {
  const [chosen, setChosen] = useState<Choice | null>(null)
  const none = { id: 'none', name: `Without a ${label.toLowerCase()}` }
  const named = [none, chosen, ...known].find((one) => one?.id === value)
  const current = value ? (named ?? { id: value, name: `One ${label.toLowerCase()}` }) : null
  const choose = (choice: Choice | null) => {
    setChosen(choice)
    onChange(choice?.id ?? '')
  }
  return (
    <Box w={{ base: '100%', xs: 190 }}>
      <CatalogueSelect
        bare
        label={label}
        none={all}
        catalogue={catalogue}
        value={current}
        extra={[none]}
        onChange={choose}
      />
    </Box>
  )
}
