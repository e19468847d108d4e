import type { Fault } from '../../domain/fault.ts'
import { ProviderError } from '../provider.ts'
import type { AdoClient } from './client.ts'
import type { AdoDestination } from './config.ts'
import { creationBody, creationOf } from './create.ts'
import type { RightKey } from './rights.ts'
import { wireCheckedItem } from './wire.ts'

/** The token lacks a scope, or its user a right. Azure DevOps answers a missing scope with 401 as well. */
export const isDenied = ({ kind }: Fault) => kind === 'unauthorized' || kind === 'forbidden'

/** Which right a refused creation shows to be missing. One that names a field, e.g. an area, is no fault of the token's. */
export function deniedRight(fault: Fault): RightKey | undefined {
  if (!isDenied(fault) || fault.fields !== undefined) return undefined
  return fault.code === 'TF401289' ? 'tags' : 'write'
}

/** The result, or the fault where it is one of those that tell something; any other is thrown. */
export async function attempt<T>(
  work: Promise<T>,
  tells: (fault: Fault) => boolean,
): Promise<{ value: T } | { fault: Fault }> {
  try {
    return { value: await work }
  } catch (error) {
    if (error instanceof ProviderError && tells(error.fault)) return { fault: error.fault }
    throw error
  }
}

const isRefusal = (fault: Fault) => isDenied(fault) || fault.kind === 'invalid' || fault.kind === 'not-found'

const draft = {
  title: 'Crosstie checks that it may create work items here',
  description: 'Nothing is created by this.',
  facts: [],
}

/**
 * Everything that a creation needs, scope and rights included, is tried; nothing comes into being.
 * https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-items/create?view=azure-devops-rest-7.1
 */
export async function probeCreation(
  client: AdoClient,
  destination: AdoDestination,
): Promise<Fault | undefined> {
  const body = creationBody(draft, { destination, marker: 'check' })
  const call = { path: creationOf(destination), query: { validateOnly: 'true' }, body, patch: true }
  const outcome = await attempt(client.post(call, wireCheckedItem), isRefusal)
  return 'fault' in outcome ? outcome.fault : undefined
}
