import { NativeSelect, type NativeSelectProps } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { runsQuery, type Service } from '../../../api/service-tickets.ts'
import { relative } from '../../../ui/relative-time.ts'
import { useNow } from '../../../ui/use-now.ts'

/** The standard runs of a service that are over: a ticket can refer to these (D1, D10). */
export function RunSelect({ service, field }: { service: Service; field: Partial<NativeSelectProps> }) {
  const now = useNow()
  const { data, isSuccess } = useQuery(runsQuery(service.uuid))
  const runs = (data?.items ?? []).filter(({ kind, status }) => kind === 'standard' && status !== 'running')
  const choices = runs.map(({ alias, status, endedAt, createdAt }) => ({
    value: alias,
    label: `${alias} · ${status} ${relative(new Date(endedAt ?? createdAt), now)}`,
  }))
  return (
    <NativeSelect
      label="Diagnostic run"
      description={
        isSuccess && runs.length === 0
          ? 'No standard run of this service is over. Only some categories go without one.'
          : 'Moving, slamming and other may go without one.'
      }
      data={[{ value: '', label: 'None' }, ...choices]}
      {...field}
    />
  )
}
