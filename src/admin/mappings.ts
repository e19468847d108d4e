import { record } from '../audit/record.ts'
import { isDeepStrictEqual } from 'node:util'
import { hubFieldsOf } from '../connections/hub-fields.ts'
import type { Instance } from '../connections/instances.ts'
import { helpDeskOf } from '../connections/tracker-of.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { checkFieldValue, type CheckedValue } from '../domain/check-field-value.ts'
import { remedyOf } from '../domain/fault.ts'
import type { FieldValue } from '../domain/field-value.ts'
import type { HubField } from '../domain/hub-field.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import type { TrackerField } from '../providers/help-desk.ts'
import { ProviderError } from '../providers/provider.ts'
import {
  fieldMappings,
  removeMapping,
  saveFieldMapping,
  saveTypeMapping,
  typeMappings,
} from '../store/field-mappings.ts'
import { addLogEntry } from '../store/log.ts'
import { transact, type Db } from '../store/open.ts'
import { supportLists } from '../store/support-facts.ts'
import { findInstance } from './change-instance.ts'

/** Every field that the instance's tracker has. @throws {Refusal} where it cannot be asked */
export async function trackerFields(deps: Deps, { connection, name }: Instance): Promise<TrackerField[]> {
  try {
    return await helpDeskOf(deps, connection).fields.all()
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const { fault } = error
    throw new Refusal('unreachable', `${name} could not be asked for its fields. ${remedyOf(fault)}`, {
      fault,
    })
  }
}

export interface MappingRequest {
  connectionId: string
  /** Absent for a new one. */
  id?: string | undefined
  hubField: string
  /** As the tracker calls it (C45); where several are called so, the id decides (CX23). */
  fieldName?: string | undefined
  fieldId?: string | undefined
  valuePairs: { here: string; there: string }[]
  fallback: FieldValue
}

/** Maps a field of the help desk to one of the tracker (C43). Each is mapped once. */
export async function saveMapping(deps: Deps, actor: Actor, of: MappingRequest): Promise<void> {
  const instance = await findInstance(deps, actor, of.connectionId)
  const { id: connectionId } = instance.connection
  const field = fieldFor(await trackerFields(deps, instance), of)
  await transact(deps.store.db, async (tx) => {
    const known = await fieldMappings(tx, connectionId)
    const old = known.find(({ id }) => id === of.id)
    if (of.id && !old) throw notFound('mapping')
    const hubFields = hubFieldsOf(await supportLists(tx, actor.workspaceId))
    const errors = []
    if (!hubFields.has(of.hubField))
      errors.push({ field: 'hubField', message: 'a field of the help desk’s tickets' })
    const others = known.filter(({ id }) => id !== of.id)
    if (others.some(({ hubField }) => hubField === of.hubField)) {
      errors.push({ field: 'hubField', message: 'a field that is not mapped yet' })
    }
    if (others.some(({ fieldId }) => fieldId === field.id)) {
      errors.push({
        field: 'fieldName',
        message: `another field: something is mapped to “${field.name}” already`,
      })
    }
    const fallback = checkFallback(hubFields.get(of.hubField), of.fallback)
    // One that was taken off the options since must not be in the way of another change.
    const isAsBefore = old?.hubField === of.hubField && isDeepStrictEqual(old.fallback, of.fallback)
    if ('problem' in fallback && !isAsBefore) errors.push({ field: 'fallback', message: fallback.problem })
    if (errors.length > 0) throw new Refusal('invalid', 'The mapping was not saved.', { errors })
    await saveFieldMapping(tx, {
      id: old?.id ?? deps.ctx.newId(),
      workspaceId: actor.workspaceId,
      connectionId,
      hubField: of.hubField,
      fieldId: field.id,
      fieldName: field.name,
      fieldKind: field.kind,
      fieldShape: field.shape,
      valuePairs: of.valuePairs,
      fallback: 'value' in fallback ? fallback.value : of.fallback,
      createdAt: old?.createdAt ?? deps.ctx.now(),
    })
    await record(within(deps, tx), actor, {
      action: old ? 'mapping.changed' : 'mapping.created',
      target: { id: connectionId, name: instance.name },
      before: old && {
        hubField: old.hubField,
        fieldName: old.fieldName,
        valuePairs: old.valuePairs,
        fallback: old.fallback,
      },
      after: {
        hubField: of.hubField,
        fieldName: field.name,
        valuePairs: of.valuePairs,
        fallback: of.fallback,
      },
    })
    const title = hubFields.get(of.hubField)?.title ?? of.hubField
    await log(deps, tx, { actor, instance, text: `mapped ${title} to “${field.name}” of ${instance.name}` })
  })
}

/** CX8: in the form of the help desk’s field. A field whose options hang on the ticket takes any name of one line. */
function checkFallback(hubField: HubField | undefined, fallback: FieldValue): CheckedValue {
  if (!hubField) return { value: fallback }
  const { kind, options } = hubField
  return checkFieldValue(
    { kind: kind === 'option' && !options ? 'text' : kind, options: options ?? [] },
    fallback,
  )
}

type Mappable = TrackerField & { kind: NonNullable<TrackerField['kind']> }

/** C45, CX23: by its name, where only one has it. */
function fieldFor(fields: TrackerField[], { fieldId, fieldName }: MappingRequest): Mappable {
  const named = fields.filter(({ id, name }) => (fieldId ? id === fieldId : name === fieldName?.trim()))
  const field = fieldId ? 'fieldId' : 'fieldName'
  const [only, ...others] = named
  if (!only) {
    throw new Refusal('invalid', 'The mapping was not saved.', {
      errors: [{ field, message: 'the name of a field as the tracker writes it, capital letters included' }],
    })
  }
  if (others.length > 0) {
    const choices = named.map(({ id, kind }) => `${id} (${kind ?? 'cannot be mapped'})`).join(', ')
    const message = `Several fields are called “${only.name}”: ${choices}. Choose one by its id.`
    throw new Refusal('conflict', message, { errors: [{ field: 'fieldId', message: 'one of these ids' }] })
  }
  if (only.kind === undefined) {
    throw new Refusal('invalid', `“${only.name}” is of a kind that cannot be mapped.`, {
      errors: [{ field, message: 'a field with a text, number, date, options or a user' }],
    })
  }
  return { ...only, kind: only.kind }
}

/** Maps a type of ticket to a type of issue with another name (C44). */
export async function mapType(
  deps: Deps,
  actor: Actor,
  of: { connectionId: string; typeId: string; issueType: string },
): Promise<void> {
  const instance = await findInstance(deps, actor, of.connectionId)
  const { id: connectionId } = instance.connection
  await transact(deps.store.db, async (tx) => {
    const { types } = await supportLists(tx, actor.workspaceId)
    const type = types.find(({ id }) => id === of.typeId)
    if (!type) {
      throw new Refusal('invalid', 'The mapping was not saved.', {
        errors: [{ field: 'typeId', message: 'a ticket type of this workspace' }],
      })
    }
    const old = (await typeMappings(tx, connectionId)).find(({ typeId }) => typeId === of.typeId)
    const row = { workspaceId: actor.workspaceId, connectionId, typeId: of.typeId, issueType: of.issueType }
    await saveTypeMapping(tx, {
      ...row,
      id: old?.id ?? deps.ctx.newId(),
      createdAt: old?.createdAt ?? deps.ctx.now(),
    })
    await record(within(deps, tx), actor, {
      action: 'type-mapping.saved',
      target: { id: connectionId, name: instance.name },
      before: old && { type: type.name, issueType: old.issueType },
      after: { type: type.name, issueType: of.issueType },
    })
    await log(deps, tx, {
      actor,
      instance,
      text: `mapped the type ${type.name} to “${of.issueType}” of ${instance.name}`,
    })
  })
}

/** Deletes a mapping (C46); what was sent and taken by it stays. */
export async function deleteMapping(
  deps: Deps,
  actor: Actor,
  of: { connectionId: string; kind: 'ticket' | 'ticket-type'; id: string },
): Promise<void> {
  const instance = await findInstance(deps, actor, of.connectionId)
  await transact(deps.store.db, async (tx) => {
    const table = of.kind === 'ticket' ? 'fieldMappings' : 'typeMappings'
    const wasThere = await removeMapping(tx, table, { connectionId: instance.connection.id, id: of.id })
    if (!wasThere) throw notFound('mapping')
    await record(within(deps, tx), actor, {
      action: of.kind === 'ticket' ? 'mapping.deleted' : 'type-mapping.deleted',
      target: { id: of.id, name: instance.name },
    })
    await log(deps, tx, { actor, instance, text: `deleted a mapping of ${instance.name}` })
  })
}

async function log(
  deps: Deps,
  tx: Db,
  { actor, instance, text }: { actor: Actor; instance: Instance; text: string },
): Promise<void> {
  const entry = { id: deps.ctx.newId(), workspaceId: actor.workspaceId, at: deps.ctx.now() }
  await addLogEntry(tx, {
    ...entry,
    connectionId: instance.connection.id,
    level: 'info',
    message: `${actor.name} ${text}.`,
  })
}
