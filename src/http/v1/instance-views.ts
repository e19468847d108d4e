import type { z } from 'zod'
import { hubFieldsOf } from '../../connections/hub-fields.ts'
import type { Instance } from '../../connections/instances.ts'
import type { Deps } from '../../deps.ts'
import { switchedOffCode } from '../../domain/fault.ts'
import { fieldMappings, typeMappings } from '../../store/field-mappings.ts'
import { routesFor } from '../../store/routes.ts'
import { hostOf } from '../../store/secret-places.ts'
import { supportLists } from '../../store/support-facts.ts'
import type { Instance as InstanceShape, Mappings } from '../contract/instance.ts'
import { faultView, instant } from './views.ts'

/** An instance as the API answers it. */
export async function instanceAnswer(
  deps: Deps,
  { connection, name, settings }: Instance,
): Promise<InstanceShape> {
  const { pausedSince, pausedUntil, pauseFault } = connection
  const fault = faultView(pauseFault)
  const isOff = pauseFault?.code === switchedOffCode
  const { standard } = await routesFor(deps.store.db, connection.id, null)
  const { helpDeskPlaces } = deps.trackers.provider(connection.provider)
  return {
    id: connection.id,
    name,
    provider: connection.provider,
    site: hostOf(connection.config).split(' ')[0] ?? '',
    primary: connection.isPrimary,
    active: connection.state === 'active',
    synchronizing: connection.state === 'active' && !isOff,
    paused:
      pausedSince && fault && !isOff
        ? { since: pausedSince.toISOString(), until: instant(pausedUntil), fault }
        : null,
    lastPolledAt: instant(connection.lastPolledAt),
    defaultIssueType: standard ? (helpDeskPlaces?.issueType(standard.destination) ?? '') : '',
    settings,
  }
}

export async function mappingsAnswer(
  deps: Deps,
  { connection }: Instance,
): Promise<z.output<typeof Mappings>> {
  const { db } = deps.store
  const lists = await supportLists(db, connection.workspaceId)
  const hubFields = hubFieldsOf(lists)
  const fields = await fieldMappings(db, connection.id)
  const types = await typeMappings(db, connection.id)
  return {
    hubFields: [...hubFields.values()],
    fields: fields.map(({ id, hubField, fieldId, fieldName, fieldKind: kind, valuePairs, fallback }) => ({
      id,
      hubField,
      hubTitle: hubFields.get(hubField)?.title ?? 'a field that was removed',
      fieldId,
      fieldName,
      kind,
      comesBack: hubFields.get(hubField)?.comesBack ?? false,
      valuePairs,
      fallback,
    })),
    types: types.map(({ id, typeId, issueType }) => ({
      id,
      typeId,
      typeName: lists.types.find((type) => type.id === typeId)?.name ?? 'a type that was removed',
      issueType,
    })),
  }
}
