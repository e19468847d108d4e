import { Radio, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { clearCodesQuery, type ClearCode } from '../../../api/service-tickets.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { LoadingRows } from '../../../ui/states.tsx'
import { responsibilityWords } from '../words.ts'
import classes from './clear-code-field.module.css'

interface ClearCodeFieldProps {
  value: ClearCode['code'] | null
  error: string | undefined
  onChange: (code: ClearCode['code']) => void
}

/** All codes with what they mean, by whose affair it was. */
export function ClearCodeField({ value, error, onChange }: ClearCodeFieldProps) {
  const query = useQuery(clearCodesQuery)
  return (
    <Loaded query={query} skeleton={<LoadingRows rows={5} />}>
      {(codes) => (
        <Radio.Group
          label="What it was"
          withAsterisk
          error={error}
          value={value ?? ''}
          onChange={(code) => onChange(code as ClearCode['code'])}
        >
          <div className={classes['sides']}>
            {(['Covage', 'Customer'] as const).map((side) => (
              <Side
                key={side}
                side={side}
                codes={codes.filter(({ responsibility }) => responsibility === side)}
              />
            ))}
          </div>
        </Radio.Group>
      )}
    </Loaded>
  )
}

function Side({ side, codes }: { side: ClearCode['responsibility']; codes: ClearCode[] }) {
  const heading = useId()
  return (
    <Stack gap="xs" role="group" aria-labelledby={heading}>
      <Text size="sm" c="dimmed" id={heading}>
        {responsibilityWords[side]} responsibility
      </Text>
      {codes.map(({ code, means }) => (
        <Radio key={code} value={code} label={means} description={code} />
      ))}
    </Stack>
  )
}
