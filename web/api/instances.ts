import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  ChangeInstance as ChangeShape,
  Instance,
  Mappings as MappingsShape,
  SaveMapping as MappingShape,
  SaveTypeMapping,
  TrackerField,
} from '../../src/http/contract/instance.ts'
import { request } from './request.ts'

export type {
  FieldMapping,
  HubField,
  Instance,
  InstanceSettings,
  TrackerField,
  TypeMapping,
} from '../../src/http/contract/instance.ts'
export type ChangeInstance = z.input<typeof ChangeShape>
export type Mappings = z.infer<typeof MappingsShape>
export type SaveMapping = z.input<typeof MappingShape>

const pathOf = (id: string, rest = '') => `/v1/instances/${id}${rest}`

export const instancesQuery = queryOptions({
  queryKey: ['instances'],
  queryFn: async ({ signal }) => (await request<{ items: Instance[] }>('/v1/instances', { signal })).items,
})

export const changeInstance = (id: string, body: ChangeInstance) =>
  request<Instance>(pathOf(id), { method: 'PATCH', body })

/** Read live from the tracker, so not again with every change of the connection. */
export const trackerFieldsQuery = (id: string) =>
  queryOptions({
    queryKey: ['tracker-fields', id],
    queryFn: async ({ signal }) =>
      (await request<{ items: TrackerField[] }>(pathOf(id, '/fields'), { signal })).items,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })

export const mappingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['mappings', id],
    queryFn: ({ signal }) => request<Mappings>(pathOf(id, '/mappings'), { signal }),
  })

/** @param of.mapping the one to change; without it, it is a new one */
export const saveMapping = (of: { instance: string; mapping: string | undefined }, body: SaveMapping) =>
  of.mapping
    ? request<Mappings>(pathOf(of.instance, `/mappings/${of.mapping}`), { method: 'PUT', body })
    : request<Mappings>(pathOf(of.instance, '/mappings'), { method: 'POST', body })

/** One type of ticket has one type of issue: saving it again changes it. */
export const saveTypeMapping = (instance: string, body: z.infer<typeof SaveTypeMapping>) =>
  request<Mappings>(pathOf(instance, '/type-mappings'), { method: 'PUT', body })

export const deleteMapping = (
  instance: string,
  of: { kind: 'mappings' | 'type-mappings'; mapping: string },
) => request<Mappings>(pathOf(instance, `/${of.kind}/${of.mapping}`), { method: 'DELETE' })
