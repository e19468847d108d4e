import { isAlias } from '../domain/alias.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Service } from '../store/services.ts'

/** A service as it is registered; absent stays, null takes it off. */
export interface GivenService {
  uuid: string
  alias?: string | null | undefined
  operatorId?: string | null | undefined
  /** The operator’s name, instead. */
  operator?: string | undefined
  productName?: string | null | undefined
  grt?: string | null | undefined
}

/** An operator that is in use. */
interface Operator {
  id: string
  name: string
}

/**
 * Whose the service is to be; undefined: as it was.
 * @throws {Refusal} where there is no such operator
 */
export function operatorOf(given: GivenService, known: Operator[]): string | null | undefined {
  const { operatorId, operator: name } = given
  if (operatorId == null && name === undefined) return operatorId
  const named = known.find((one) => one.name.toLowerCase() === name?.toLowerCase())
  if (name !== undefined && !named) throw wrong('operator', 'the name of an operator that is registered here')
  if (operatorId === undefined) return named?.id
  if (operatorId !== null && !known.some(({ id }) => id === operatorId))
    throw wrong('operatorId', 'the id of an operator that is registered here')
  if (named && named.id !== operatorId)
    throw wrong('operator', 'left out, or the name of the operator that operatorId says')
  return operatorId
}

/**
 * Holds the alias that is given against those there are: it stays for ever.
 * @param found.before the service with that uuid
 * @param found.owner the service that has the alias
 * @throws {Refusal} naming the service that has it
 */
export function checkServiceAlias(
  { uuid, alias }: GivenService,
  found: { before: Service | undefined; owner: Service | undefined },
): void {
  if (alias == null) return
  const { before, owner } = found
  if (!isAlias('S', alias))
    throw wrong('alias', 'an alias like S190322_11001: S, yymmdd, _ and 3 to 12 digits')
  if (owner && owner !== before) throw taken(`${alias} is the alias of the service ${owner.uuid} already.`)
  if (before && before.alias !== alias)
    throw taken(`The service ${uuid} has the alias ${before.alias}, and an alias stays for ever.`)
}

const fields = ['operatorId', 'productName', 'grt'] as const

/** What changes of a service that is there. */
export function serviceChange(
  before: Service,
  given: Partial<Record<(typeof fields)[number], string | null | undefined>>,
): Partial<Service> {
  const changed = fields.filter((field) => given[field] !== undefined && given[field] !== before[field])
  return Object.fromEntries(changed.map((field) => [field, given[field]]))
}

const wrong = (field: string, message: string) =>
  new Refusal('invalid', 'The service was not registered.', { errors: [{ field, message }] })

const taken = (detail: string) =>
  new Refusal('conflict', `${detail} Nothing was changed.`, {
    errors: [{ field: 'alias', message: 'left out, or the alias that the service has' }],
  })
