import { useMediaQuery } from '@mantine/hooks'

/** Whether there is no room for tables and side bars: Mantine's `sm` breakpoint. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
}
