import { Input, NativeSelect, SegmentedControl, SimpleGrid } from '@mantine/core'
import type { Visibility } from '../../../api/help-desk-actions.ts'
import type { ActionType } from '../../../api/help-desk-lists.ts'
import { visibilityChoices } from '../words.ts'

interface ActionFieldsProps {
  types: Pick<ActionType, 'id' | 'name'>[]
  typeId: string
  visibility: Visibility
  onType: (typeId: string) => void
  onVisibility: (visibility: Visibility) => void
  disabled?: boolean
}

/** What kind of an action it is, and whom it is for. */
export function ActionFields(props: ActionFieldsProps) {
  const { types, typeId, visibility, onType, onVisibility, disabled = false } = props
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <NativeSelect
        label="Type of action"
        disabled={disabled}
        data={types.map(({ id, name }) => ({ value: id, label: name }))}
        value={typeId}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      <Input.Wrapper label="Visibility" labelElement="div">
        <SegmentedControl
          fullWidth
          aria-label="Visibility"
          disabled={disabled}
          data={visibilityChoices}
          value={visibility}
          onChange={(chosen) => onVisibility(chosen as Visibility)}
        />
      </Input.Wrapper>
    </SimpleGrid>
  )
}
