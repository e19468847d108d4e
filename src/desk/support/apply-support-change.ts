import { checkFieldValue } from '../../domain/check-field-value.ts'
import type { FieldValue } from '../../domain/field-value.ts'
import { priorities } from '../../domain/priority.ts'
import { longestAssignee, longestDescription, longestTitle } from '../../domain/support-ticket.ts'
import { entriesOf } from '../../store/help-desk-lists.ts'
import type { Db } from '../../store/open.ts'
import type { SupportValues } from '../../store/support-tickets.ts'
import { chooseEntry, type Choice } from './choose-entry.ts'
import type { SupportChange, Wrong } from './support-change.ts'

/**
 * The ticket's values as they would be, and what is wrong with the change.
 * @param of.isNew without a ticket yet, nothing that was removed from the lists may stay
 */
export async function applySupportChange(
  tx: Db,
  workspaceId: string,
  of: { current: SupportValues; isNew: boolean; change: SupportChange },
): Promise<{ values: SupportValues; errors: Wrong[] }> {
  const { current, change } = of
  const errors: Wrong[] = []
  const choose = async (choice: Choice) => {
    const chosen = await chooseEntry(tx, workspaceId, {
      ...choice,
      current: of.isNew ? undefined : choice.current,
    })
    if ('entry' in chosen) return chosen.entry
    errors.push(chosen.wrong)
    return undefined
  }
  const must = (list: 'types' | 'statuses', choice: Omit<Choice, 'list'>) =>
    choose({ ...choice, list }).then((entry) => {
      if (entry === null)
        errors.push({
          field: `${choice.field}Name`,
          message: `a ${choice.field}; there is no ticket without one`,
        })
      return entry ?? undefined
    })
  const type = await must('types', {
    field: 'type',
    id: change.typeId,
    name: change.typeName,
    current: { id: current.typeId },
  })
  const status = await must('statuses', {
    field: 'status',
    id: change.statusId,
    name: change.statusName,
    current: { name: current.status },
  })
  const customer = await choose({
    list: 'customers',
    field: 'customer',
    id: change.customerId,
    name: change.customerName,
    current: current.customerId ? { id: current.customerId } : undefined,
  })
  const words = ownWords(current, change)
  const fields = await fieldValues(tx, workspaceId, of)
  errors.push(...words.errors, ...fields.errors)
  const place = await productAndVersion(choose, current, change)
  const values = {
    ...current,
    ...words.values,
    ...place,
    typeId: type?.id ?? current.typeId,
    status: status?.name ?? current.status,
    statusCategory: status?.category ?? current.statusCategory,
    customerId: customer === undefined ? current.customerId : (customer?.id ?? null),
    fieldValues: fields.values,
  }
  return { values, errors }
}

/** Another product takes the version of the former one away. */
async function productAndVersion(
  choose: (choice: Choice) => Promise<{ id: string } | null | undefined>,
  current: SupportValues,
  change: SupportChange,
): Promise<Pick<SupportValues, 'productId' | 'versionId'>> {
  const product = await choose({
    list: 'products',
    field: 'product',
    id: change.productId,
    name: change.productName,
    current: current.productId ? { id: current.productId } : undefined,
  })
  const productId = product === undefined ? current.productId : (product?.id ?? null)
  const version = await choose({
    list: 'versions',
    field: 'version',
    id: change.versionId,
    name: change.versionName,
    current: current.versionId ? { id: current.versionId } : undefined,
    // Without a product there is none to choose from.
    productId: productId ?? noProduct,
  })
  const kept = productId === current.productId ? current.versionId : null
  return { productId, versionId: version === undefined ? kept : (version?.id ?? null) }
}

const noProduct = '00000000-0000-0000-0000-000000000000'

/** What the ticket says in words of its own. */
function ownWords(current: SupportValues, change: SupportChange) {
  const errors: Wrong[] = []
  const title = (change.title ?? current.title).replaceAll(/\s+/gu, ' ').trim()
  const description = change.description ?? current.description
  const assignee = (change.assignee === undefined ? current.assignee : change.assignee)?.trim() || null
  const said = change.priority?.trim().toLowerCase()
  const priority = said === undefined ? current.priority : priorities.find((known) => known === said)
  if (title === '' || title.length > longestTitle) {
    errors.push({ field: 'title', message: `a brief summary of 1 to ${longestTitle} characters` })
  }
  if (description.length > longestDescription) {
    const most = longestDescription.toLocaleString('en')
    errors.push({ field: 'description', message: `at most ${most} characters` })
  }
  if (assignee !== null && (assignee.length > longestAssignee || /[\r\n]/u.test(assignee))) {
    const message = `a name or e-mail address of one line, at most ${longestAssignee} characters`
    errors.push({ field: 'assignee', message })
  }
  if (!priority) errors.push({ field: 'priority', message: `one of ${priorities.join(', ')}` })
  return { errors, values: { title, description, assignee, priority: priority ?? current.priority } }
}

const fold = (name: string) => name.trim().toLowerCase()

async function fieldValues(
  tx: Db,
  workspaceId: string,
  { current, change }: { current: SupportValues; change: SupportChange },
) {
  const errors: Wrong[] = []
  const given = Object.entries(change.fields ?? {}).filter(([, value]) => value !== undefined)
  if (given.length === 0) return { errors, values: current.fieldValues }
  const known = await entriesOf(tx, workspaceId, 'fields')
  const values = new Map<string, FieldValue>(Object.entries(current.fieldValues))
  for (const [key, value] of given) {
    const field = known.find(({ id }) => id === key) ?? known.find(({ name }) => fold(name) === fold(key))
    if (!field?.kind) {
      const names = known.map(({ name }) => name).join(', ') || 'there is none'
      errors.push({ field: `fields.${key}`, message: `the id or name of a field of the list: ${names}` })
      continue
    }
    const checked = checkFieldValue({ kind: field.kind, options: field.options ?? [] }, value)
    // An option that is off the list may stay where it is.
    if ('problem' in checked && JSON.stringify(value) === JSON.stringify(values.get(field.id))) continue
    if ('problem' in checked) errors.push({ field: `fields.${key}`, message: checked.problem })
    else if (checked.value === null) values.delete(field.id)
    else values.set(field.id, checked.value)
  }
  return { errors, values: Object.fromEntries(values) }
}
