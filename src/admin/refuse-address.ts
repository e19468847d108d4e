import type { Deps } from '../deps.ts'
import { Refusal } from '../domain/refusal.ts'
import { formOf } from '../providers/form.ts'
import type { Provider } from '../providers/provider.ts'

/** An address that is to be kept, and the field it was given in. */
interface Given {
  field: string
  url: string
}

/**
 * What is kept to be called one day must be an address that the hub calls, as far as that shows without looking its name up.
 * @throws {Refusal} naming each field
 */
export function refuseUncallable(deps: Pick<Deps, 'refusalOf'>, given: Given[]): void {
  const errors = given.flatMap(({ field, url }) => {
    const refusal = deps.refusalOf(url)
    return refusal === undefined ? [] : [{ field, message: `${refusal} ${remedy}` }]
  })
  if (errors.length > 0)
    throw new Refusal('invalid', 'The hub does not call this address. Nothing was changed.', { errors })
}

const remedy =
  'Give a public address with https, or have the operator of the hub allow this one with CROSSTIE_ALLOWED_PRIVATE_HOSTS.'

/** The addresses in a configuration that will be called. */
export function calledAddresses(provider: Provider, config: Record<string, unknown>): Given[] {
  return formOf(provider.config).flatMap(({ name, type, called }) => {
    const url = config[name]
    const isCalled = (type === 'url' || called) && typeof url === 'string' && URL.canParse(url)
    return isCalled ? [{ field: `config.${name}`, url }] : []
  })
}
