import type { Decided } from './reason.ts'

/** A Jira instance's settings, as far as they decide where an issue goes. */
export interface InstanceProject {
  id: string
  name: string
  /** C30, C35; the seed calls it “Default Product Key” too (CX3). */
  defaultProjectKey: string | null
  alwaysDefault: boolean
}

/** A product, or one of its versions. */
export interface CataloguePlace {
  name: string
  projectKey: string | null
  instanceId: string | null
}

export interface ProjectInput {
  /** All instances that are switched on. */
  instances: InstanceProject[]
  product: CataloguePlace | null
  /** The ticket's reported version. */
  version: CataloguePlace | null
}

export interface TrackerProject {
  instanceId: string
  projectKey: string
}

/** Why there is no place for a ticket's issue, and what a person can do. */
export interface NoProject {
  because: string
}

/**
 * In which project of which instance a ticket's new issue is created (C47–C52). The first step that answers decides; a step
 * that answers wrongly is never made good by a later one (CX5).
 */
export function projectFor(input: ProjectInput): Decided<TrackerProject> | NoProject {
  const instance = instanceFor(input)
  if ('because' in instance) return instance
  const key = keyFor(input, instance)
  if ('because' in key) return key
  const { rule, because } = key.reason
  const looked = {
    product: input.product?.name ?? null,
    version: input.version?.name ?? null,
    instance: instance.name,
  }
  return {
    value: { instanceId: instance.id, projectKey: key.value },
    reason: { rule, because, input: looked },
  }
}

/** With several instances the product has to name one (C23); a version may name another (CX7). */
function instanceFor({ instances, product, version }: ProjectInput): InstanceProject | NoProject {
  const [first, ...others] = instances
  if (!first) return { because: 'No Jira instance is switched on.' }
  if (others.length === 0) return first
  const place = version?.instanceId ? version : product
  const named = place?.instanceId
  if (!place || !named) {
    const missing = product ? `its product “${product.name}” names none` : 'the ticket has no product'
    return { because: `There are several Jira instances, and ${missing}: choose one on the product.` }
  }
  const found = instances.find(({ id }) => id === named)
  return found ?? { because: `The Jira instance of “${place.name}” is switched off or gone.` }
}

type Key = Decided<string> | NoProject

function keyFor({ product, version }: ProjectInput, instance: InstanceProject): Key {
  const standard = trimmed(instance.defaultProjectKey)
  if (instance.alwaysDefault) {
    return standard
      ? decided(
          standard,
          'always the default project key',
          `${instance.name} always uses its default project key.`,
        )
      : { because: `${instance.name} is set to always use its default project key, but has none.` }
  }
  const ofVersion = trimmed(version?.projectKey)
  if (version && ofVersion) {
    return decided(
      ofVersion,
      'key of the reported version',
      `The reported version “${version.name}” has this key.`,
    )
  }
  const ofProduct = trimmed(product?.projectKey)
  if (product && ofProduct) {
    return decided(ofProduct, 'key of the product', `The product “${product.name}” has this key.`)
  }
  if (product) {
    const because = `The product “${product.name}” has no key, so its name is taken for one.`
    return decided(product.name.trim().toUpperCase(), 'name of the product', because)
  }
  if (standard) {
    return decided(
      standard,
      'default project key',
      `The ticket has no product, so ${instance.name}’s default key is used.`,
    )
  }
  return { because: `The ticket has no product, and ${instance.name} has no default project key.` }
}

const trimmed = (text: string | null | undefined) => text?.trim() || undefined

const decided = (value: string, rule: string, because: string): Decided<string> => ({
  value,
  reason: { rule, because },
})
