import { useMutation, useQueryClient } from '@tanstack/react-query'
import { orderedListQuery, saveEntry, type OrderedList } from '../../../api/help-desk-lists.ts'
import { movedBy } from '../../alarm-rules/values.ts'
import type { Entry } from '../entries/values.ts'

/** Moves entries up and down. What is shown follows at once; the hub has the last word. */
export function useOrdering(list: OrderedList, entries: Entry[]) {
  const queries = useQueryClient()
  const { queryKey } = orderedListQuery(list)
  const mutationKey = ['order', list]
  const ordering = useMutation({
    mutationKey,
    mutationFn: ({ id, position }: { id: string; position: number }) => saveEntry(list, id, { position }),
    // One after the other, as the buttons were pressed.
    scope: { id: `order-of-${list}` },
    onSettled: async () => {
      // Read in between, the list would jump back.
      const isLast = queries.isMutating({ mutationKey }) === 1
      if (isLast) await queries.invalidateQueries({ queryKey })
    },
  })
  function move(id: string, by: -1 | 1): void {
    const order = movedBy(
      entries.map((entry) => entry.id),
      id,
      by,
    )
    if (!order) return
    void queries.cancelQueries({ queryKey })
    queries.setQueryData(queryKey, (known) =>
      known?.toSorted((one, next) => order.indexOf(one.id) - order.indexOf(next.id)),
    )
    ordering.mutate({ id, position: order.indexOf(id) + 1 })
  }
  return { move, error: ordering.error }
}
